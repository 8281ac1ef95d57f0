"""The trained network as one int8 ONNX graph."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.coder.examples import Example
from training.coder.fit import step_of
from training.coder.network import Network, Tensors

INPUTS = Tensors._fields
OUTPUTS = ("types", "modes", "statuses", "roles", "contexts", "between")
OPSET = 18
OPEN = {
    "pieces": {0: "sentences", 1: "length"},
    "mask": {0: "sentences", 1: "length"},
    "triggers": {0: "candidates"},
    "priors": {0: "candidates"},
    "traits": {0: "candidates"},
    "pairs": {0: "pairs"},
    "dyads": {0: "dyads"},
}


class _Flat(nn.Module):
    """The network with plain tensors in and out, as a graph has them."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *tensors: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.network(Tensors(*tensors)))


def export(network: Network, sample: Sequence[Example], path: Path) -> None:
    """Write the network to `path`, weights as int8 (activations are scaled at run time).

    In:     a trained network, a few sentences with candidates and pairs to trace it with.
    Raises: OSError if the file cannot be written.
    """
    network.eval()
    logging.getLogger().setLevel(logging.ERROR)
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        # The tracer warns of lengths and negative indices; no input has the latter.
        warnings.simplefilter("ignore")
        whole = Path(folder) / "whole.onnx"
        with torch.no_grad():
            torch.onnx.export(
                _Flat(network),
                tuple(step_of(sample).batch),
                str(whole),
                input_names=list(INPUTS),
                output_names=list(OUTPUTS),
                dynamic_axes=OPEN,
                opset_version=OPSET,
                dynamo=False,
            )
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
