"""Small images."""

import struct
import zlib


def chunk(kind: bytes, content: bytes) -> bytes:
    """A piece of a PNG, with its sum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int) -> bytes:
    """A white image with a hole in its middle."""
    rows = b"".join(
        b"\x00" + b"".join(b"\xff\xff\xff" + bytes([0 if hole(x, y, height) else 255]) for x in range(width))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def hole(x: int, y: int, height: int) -> bool:
    """Two bars, as of a letter."""
    return height // 3 < y < height // 2 and x % height > height // 4


PNG = png(120, 40)
WEBP = b"RIFF" + struct.pack("<I", 12) + b"WEBPVP8L" + bytes(4)
