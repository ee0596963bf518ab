"""Writes the binary data files of the corpus: NumPy arrays, packed tables, and damaged ones.

Run it in `compiler/conformance`; needs NumPy.
"""

import gzip
import io
import pathlib

import numpy as np

CORPUS = pathlib.Path("src/test/resources/corpus")
GOOD = CORPUS / "accepted/data/files"
BAD = CORPUS / "rejected/data/files"


def gz(path, content):
    path.write_bytes(gzip.compress(content, mtime=0))


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


a = np.arange(6).reshape(2, 3) / 4
np.savez(
    GOOD / "kinds.npz",
    f8=a,
    f4=a.astype("<f4"),
    big=a.astype(">f8"),
    fortran=np.asfortranarray(a),
    i4=np.array([-1, 2**31 - 1], ">i4"),
    i8=np.array([-(2**62), 7]),
    u1=np.array([0, 255], "u1"),
    truth=np.array([True, False]),
    single=np.array(2.5),
)
np.savez_compressed(GOOD / "packed.npz", x=np.linspace(0, 1, 5))
deep = np.asfortranarray(np.arange(24.0).reshape(2, 3, 4))
(GOOD / "deep.npy").write_bytes(npy(deep))
gz(GOOD / "table.csv.gz", b"x,y\n1,2\n3,4\n")

whole = npy(np.arange(5.0))
(BAD / "cut.npy").write_bytes(whole[:-8])
(BAD / "header.npy").write_bytes(whole[:30])
np.savez(BAD / "complex.npz", z=np.array([1j]))
archive = io.BytesIO()
np.savez(archive, x=np.arange(100.0))
(BAD / "cut.npz").write_bytes(archive.getvalue()[:300])
(BAD / "unsigned.npy").write_bytes(npy(np.array([2**63], "u8")))
(BAD / "cut.csv.gz").write_bytes(gzip.compress(b"x\n" + b"1\n" * 50, mtime=0)[:20])
(BAD / "plain.csv.gz").write_bytes(b"x\n1\n")
