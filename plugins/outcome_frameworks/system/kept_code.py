"""Keep code that is made of installed packages alone, where Python keeps what it makes of modules.

What stands in `__pycache__` beside this module is as much to be trusted as the module itself, which no cache of a site
is. Where Python is to write no code, or may not, nothing is kept.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from secrets import token_hex

_DIGEST = hashlib.sha256().digest_size


def load_code(*key: object) -> bytes | None:
    """Return what was kept under a key, whose parts say all that it hangs on; None where it is missing or damaged."""
    try:
        kept = _place(key).read_bytes()
    except OSError:
        return None
    content = kept[_DIGEST:]
    return content if kept[:_DIGEST] == hashlib.sha256(content).digest() else None


def keep_code(content: bytes, *key: object) -> None:
    """Keep bytes under a key, whole or not at all: another build may be reading."""
    if sys.dont_write_bytecode:
        return
    place = _place(key)
    new = place.with_name(f"{place.name}.{token_hex(8)}")
    with suppress(OSError):  # a folder of the system's, or a full disk
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            new.write_bytes(hashlib.sha256(content).digest() + content)
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)


def _place(key: tuple[object, ...]) -> Path:
    """Return where Python would keep the code of a module beside this one, called by a digest of the key."""
    name = hashlib.sha256(repr(key).encode()).hexdigest()[:32]
    return Path(cache_from_source(str(Path(__file__).with_name(f"kept-{name}.py"))))
