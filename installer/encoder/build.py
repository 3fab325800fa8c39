# SPDX-License-Identifier: Apache-2.0
"""Makes the search's encoder: public weights and our low-rank changes, as one file of eight-bit
whole numbers.

`python build.py WEIGHTS DELTA OUT`: the folder of the package with the weights, `delta.npz`, and
the folder to write to. Needs `onnx` and `onnxruntime`; no network. The same input gives the same
vectors.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

HEADS, WIDTH, LAYERS, POSITIONS = 12, 384, 6, 128
SCALE = 2.0  # what the training multiplied the low-rank products with
Weights = dict[str, np.ndarray]


def main(weights: Path, delta: Path, out: Path) -> None:
    """Write `encoder.onnx`, `tokenizer.json` and `encoder.name`, the last one last."""
    tensors = next(weights.rglob("model.safetensors"))
    words = next(weights.rglob("tokenizer.json"))
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="counterpart-") as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "encoder.onnx"
        onnx.save(graph(merged(read_tensors(tensors), delta)), full)
        quantize_dynamic(
            full,
            small,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,  # seven bits: eight overflow on processors without VNNI
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT, "MatMulConstBOnly": True},
        )
        shutil.copyfile(small, out / "encoder.onnx")
    shutil.copyfile(words, out / "tokenizer.json")
    digest = hashlib.sha256(tensors.read_bytes() + delta.read_bytes()).hexdigest()
    (out / "encoder.name").write_text(f"minilm-{digest[:12]}\n", "utf-8")


def read_tensors(path: Path) -> Weights:
    """The tensors of a safetensors file: a length, a header in JSON, then the numbers."""
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start])
    kinds = {"F32": np.float32, "I64": np.int64}
    return {
        name.removeprefix("bert."): np.frombuffer(
            content[start + about["data_offsets"][0] : start + about["data_offsets"][1]],
            kinds[about["dtype"]],
        ).reshape(about["shape"])
        for name, about in header.items()
        if name != "__metadata__"
    }


def merged(base: Weights, delta: Path) -> Weights:
    """The weights under short names, with the changes in them."""
    made = dict(_embeddings(base))
    for layer in range(LAYERS):
        made |= _layer(base, layer)
    with np.load(delta) as changes:
        for name in changes.files:
            value = changes[name].astype(np.float32)
            short, _, part = name.rpartition(".")
            if part == "A":
                rows = changes[f"{short}.B"].astype(np.float32)
                made[f"{short}.w"] = made[f"{short}.w"] + SCALE * rows @ value
            elif part != "B":
                made[name] = value
    return made


def _embeddings(base: Weights) -> Iterator[tuple[str, np.ndarray]]:
    yield "we", base["embeddings.word_embeddings.weight"]
    yield "pe", base["embeddings.position_embeddings.weight"][:POSITIONS]
    yield "te", base["embeddings.token_type_embeddings.weight"]
    yield "eg", base["embeddings.LayerNorm.weight"]
    yield "eb", base["embeddings.LayerNorm.bias"]


def _layer(base: Weights, layer: int) -> Weights:
    at, to = f"encoder.layer.{layer}.", f"l{layer}."
    attention = [f"{at}attention.self.{part}." for part in ("query", "key", "value")]
    made = {
        f"{to}qkv.{end[0]}": np.concatenate([base[part + end] for part in attention])
        for end in ("weight", "bias")
    }
    dense = {"o": "attention.output.dense", "f": "intermediate.dense", "d": "output.dense"}
    for short, long in dense.items():
        for end in ("weight", "bias"):
            made[f"{to}{short}.{end[0]}"] = base[f"{at}{long}.{end}"]
    for number, long in ((1, "attention.output"), (2, "output")):
        for end in ("weight", "bias"):
            made[f"{to}{'g' if end == 'weight' else 'b'}{number}"] = base[
                f"{at}{long}.LayerNorm.{end}"
            ]
    return made


class Graph:
    """An ONNX graph in the making."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: object) -> str:
        """Put a value into the graph; answers its name."""
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def add(self, kind: str, *inputs: str, out: str = "", **attributes: object) -> str:
        """Put an operation into the graph; answers the name of what comes out."""
        out = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def norm(self, x: str, scale: str, shift: str) -> str:
        """A layer's normalisation."""
        names = [self.constant(name, self.weights[name]) for name in (scale, shift)]
        return self.add("LayerNormalization", x, *names, axis=-1, epsilon=1e-12)

    def linear(self, x: str, name: str) -> str:
        """A matrix and a bias."""
        product = self.add("MatMul", x, self.constant(f"{name}.w", self.weights[f"{name}.w"].T))
        return self.add("Add", product, self.constant(f"{name}.b", self.weights[f"{name}.b"]))


def graph(weights: Weights) -> onnx.ModelProto:
    """The whole encoder: token ids, their mask and segments in, a vector of length 1 out."""
    g = Graph(weights)
    g.constant("one", 1)
    g.constant("zero", 0)
    length = g.add("Gather", g.add("Shape", "ids"), "one")
    places = g.add("Range", "zero", length, "one")
    words = g.add("Gather", g.constant("we", weights["we"]), "ids")
    x = g.add("Add", words, g.add("Gather", g.constant("pe", weights["pe"]), places))
    x = g.add("Add", x, g.add("Gather", g.constant("te", weights["te"]), "types"))
    x = g.norm(x, "eg", "eb")
    wide = g.add("Unsqueeze", "mask", g.constant("axes12", [1, 2]))
    away = g.add("Sub", wide, g.constant("full", np.float32(1)))
    g.add("Mul", away, g.constant("far", np.float32(1e9)), out="unseen")
    g.constant("split", [0, 0, 3, HEADS, WIDTH // HEADS])
    g.constant("join", [0, 0, WIDTH])
    g.constant("scale", np.float32((WIDTH // HEADS) ** -0.5))
    for layer in range(LAYERS):
        x = _attend(g, x, f"l{layer}.")
    mask = g.add("Unsqueeze", "mask", g.constant("axis2", [2]))
    total = g.add("ReduceSum", g.add("Mul", x, mask), g.constant("axis1", [1]), keepdims=0)
    g.add("LpNormalization", total, out="vector", axis=-1, p=2)
    kinds = onnx.TensorProto
    inputs = [
        helper.make_tensor_value_info(name, kind, ["texts", "tokens"])
        for name, kind in (("ids", kinds.INT64), ("mask", kinds.FLOAT), ("types", kinds.INT64))
    ]
    outputs = [helper.make_tensor_value_info("vector", kinds.FLOAT, ["texts", WIDTH])]
    made = helper.make_graph(g.nodes, "encoder", inputs, outputs, g.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)])
    model.ir_version = 10
    onnx.checker.check_model(model)
    return model


def _attend(g: Graph, x: str, layer: str) -> str:
    """One layer: attention, then the two dense matrices, each with what went in added."""
    parted = g.add("Reshape", g.linear(x, f"{layer}qkv"), "split")
    turned = g.add("Transpose", parted, perm=[2, 0, 3, 1, 4])
    query, key, value = (
        g.add("Gather", turned, g.constant(f"{layer}{part}", part), axis=0) for part in range(3)
    )
    product = g.add("MatMul", query, g.add("Transpose", key, perm=[0, 1, 3, 2]))
    scores = g.add("Add", g.add("Mul", product, "scale"), "unseen")
    seen = g.add("MatMul", g.add("Softmax", scores, axis=-1), value)
    joined = g.add("Reshape", g.add("Transpose", seen, perm=[0, 2, 1, 3]), "join")
    x = g.norm(g.add("Add", x, g.linear(joined, f"{layer}o")), f"{layer}g1", f"{layer}b1")
    inner = g.add("Gelu", g.linear(x, f"{layer}f"))
    return g.norm(g.add("Add", x, g.linear(inner, f"{layer}d")), f"{layer}g2", f"{layer}b2")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
