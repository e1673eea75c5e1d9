"""The official register of communes, and the communes that are tenants here."""
