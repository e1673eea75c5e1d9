"""Taking the port, before any long work."""

import errno
import socket

from bocage.tenancy import Refusal


def listen(host: str, port: int) -> socket.socket:
    """Hold the port from now on: those who come early wait for the first answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise Refusal(sentence_for(host, port, error)) from error
    return listening


def sentence_for(host: str, port: int, error: OSError) -> str:
    """Say why the port cannot be had and what to do."""
    other = "choisissez-en un autre avec --port (avec make : PORT=…)."
    if error.errno == errno.EADDRINUSE:
        return f"Le port {port} est déjà pris : arrêtez le programme qui l’occupe, ou {other}"
    if error.errno == errno.EACCES:
        return f"Le port {port} est réservé au compte root : {other}"
    return f"L’adresse {host}:{port} ne s’ouvre pas sur cette machine ({error.strerror}) : {other}"
