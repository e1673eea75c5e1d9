"""Who somebody is: OpenID Connect, sessions, forged requests, the demonstration provider."""
