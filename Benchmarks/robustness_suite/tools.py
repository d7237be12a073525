"""The tools that are compared: each embeds a payload and looks for one, knowing nothing else."""

import json
import multiprocessing
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time
import types

import cv2
import numpy as np
from PIL import Image


def bgr(picture):
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


def rgb(samples):
    samples = np.clip(np.rint(samples), 0, 255).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(samples[:, :, ::-1]))


def hexadecimal(bits):
    return np.packbits(np.asarray(bits, np.uint8)).tobytes().hex()


class Found:
    """A payload in hexadecimal digits or None, how it was found, and in how many milliseconds."""

    def __init__(self, payload, milliseconds, mode="blind"):
        self.payload, self.milliseconds, self.mode = payload, milliseconds, mode


class Tool:
    """`bits` of payload; `embed` gives the marked picture and milliseconds."""

    def timed(self, work):
        start = time.perf_counter()
        result = work()
        return result, 1000 * (time.perf_counter() - start)


class Yuantu(Tool):
    bits = 64

    def __init__(self, program, folder, candidates, is_ready=False, options=()):
        self.options = options
        self.program, self.folder = program, pathlib.Path(folder)
        self.key, self.candidates = self.folder / "key.txt", self.folder / "candidates.txt"
        if not is_ready:
            self.key.write_text(bytes(range(32)).hex())
            self.candidates.write_text("\n".join(candidates) + "\n")

    def run(self, *words):
        done = subprocess.run([self.program, "mark", *map(str, words), "--json"],
                              capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):
            raise RuntimeError(done.stdout[-300:] + done.stderr[-300:])
        return json.loads(done.stdout.splitlines()[0])

    def embed(self, picture, payload):
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            source, target = pathlib.Path(folder) / "in.png", pathlib.Path(folder) / "out.png"
            picture.save(source, compress_level=1)
            event = self.run("embed", source, target, "--key", self.key, "--payload", payload,
                             *self.options)
            return Image.open(target).convert("RGB"), event["milliseconds"]

    def detect(self, picture, key=None):
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            path = pathlib.Path(folder) / "in.png"
            picture.save(path, compress_level=1)
            event = self.run("detect", path, "--key", key or self.key,
                             "--candidates", self.candidates)
            return Found(event.get("payload"), event["milliseconds"], event.get("mode"))


class BlindWatermark(Tool):
    name, bits = "blind-watermark", 64

    def __init__(self):
        # It chooses how processes start when it is imported, which works only once.
        multiprocessing.set_start_method = lambda *_: None
        import blind_watermark
        blind_watermark.bw_notes.close()
        self.mark = lambda: blind_watermark.WaterMark(password_wm=1, password_img=1)

    def embed(self, picture, payload):
        bits = np.unpackbits(np.frombuffer(bytes.fromhex(payload), np.uint8)).astype(bool)

        def work():
            mark = self.mark()
            mark.read_img(img=bgr(picture))
            mark.read_wm(bits.tolist(), mode="bit")
            return mark.embed()
        marked, milliseconds = self.timed(work)
        return rgb(marked), milliseconds

    def detect(self, picture):
        bits, milliseconds = self.timed(lambda: self.mark().extract(
            embed_img=bgr(picture), wm_shape=self.bits, mode="bit"))
        return Found(hexadecimal(np.asarray(bits) > 0.5), milliseconds)


def invisible_watermark():
    """The package imports torch for one of its three methods, which is run here without."""
    sys.modules.setdefault("torch", types.ModuleType("torch"))
    import imwatermark
    return imwatermark


class InvisibleWatermark(Tool):
    bits = 64

    def __init__(self, method):
        self.name, self.method = f"invisible-watermark {method}", method
        self.module = invisible_watermark()

    def embed(self, picture, payload):
        encoder = self.module.WatermarkEncoder()
        encoder.set_watermark("bytes", bytes.fromhex(payload))
        marked, milliseconds = self.timed(lambda: encoder.encode(bgr(picture), self.method))
        return rgb(marked), milliseconds

    def detect(self, picture):
        decoder = self.module.WatermarkDecoder("bytes", self.bits)
        if picture.width * picture.height < 256 * 256:
            return Found(None, 0)
        payload, milliseconds = self.timed(lambda: decoder.decode(bgr(picture), self.method))
        return Found(payload.hex(), milliseconds)


class RivaGAN(Tool):
    """The package's own networks, run as its code runs them, with numpy in torch's place."""

    name, bits = "invisible-watermark rivaGan", 32

    def __init__(self):
        import onnxruntime
        folder = pathlib.Path(invisible_watermark().__file__).parent
        onnxruntime.set_default_logger_severity(3)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.encoder, self.decoder = (
            onnxruntime.InferenceSession(str(folder / f"rivagan_{name}.onnx"), options)
            for name in ("encoder", "decoder"))

    @staticmethod
    def frame(picture):
        samples = bgr(picture).astype(np.float32) / 127.5 - 1
        return samples.transpose(2, 0, 1)[None, :, None]

    def embed(self, picture, payload):
        bits = np.unpackbits(np.frombuffer(bytes.fromhex(payload), np.uint8)).astype(np.float32)
        output, milliseconds = self.timed(lambda: self.encoder.run(
            None, {"frame": self.frame(picture), "data": bits[None]})[0])
        samples = (np.clip(output[0, :, 0].transpose(1, 2, 0), -1, 1) + 1) * 127.5
        return rgb(samples.astype(np.uint8)), milliseconds

    def detect(self, picture):
        output, milliseconds = self.timed(
            lambda: self.decoder.run(None, {"frame": self.frame(picture)})[0][0])
        return Found(hexadecimal(output > 0.52), milliseconds)


class CommandLine(Tool):
    """`EMBED` and `DETECT` are commands with {in}, {out} and {payload}; the second prints JSON with
    "payload" in hexadecimal digits or null."""

    def __init__(self, specification):
        self.name, embed, detect, bits = specification.split("|")
        self.commands, self.bits = (shlex.split(embed), shlex.split(detect)), int(bits)

    def run(self, command, **values):
        return subprocess.run([word.format(**values) for word in command], capture_output=True,
                              text=True, check=False)

    def embed(self, picture, payload):
        with tempfile.TemporaryDirectory() as folder:
            source, target = f"{folder}/in.png", f"{folder}/out.png"
            picture.save(source)
            _, milliseconds = self.timed(lambda: self.run(
                self.commands[0], **{"in": source, "out": target, "payload": payload}))
            return Image.open(target).convert("RGB"), milliseconds

    def detect(self, picture):
        with tempfile.TemporaryDirectory() as folder:
            picture.save(f"{folder}/in.png")
            done, milliseconds = self.timed(
                lambda: self.run(self.commands[1], **{"in": f"{folder}/in.png"}))
            try:
                payload = json.loads(done.stdout.splitlines()[-1]).get("payload")
            except (ValueError, IndexError):
                payload = None
            return Found(payload, milliseconds)


def make(name, program, folder, candidates):
    """The tool of this name."""
    cv2.setNumThreads(1)
    if name == "yuantu":
        return Yuantu(program, folder, candidates)
    if name == "yuantu keep-white":
        return Yuantu(program, folder, candidates, options=["--keep-white"])
    if name == "blind-watermark":
        return BlindWatermark()
    if name == "rivaGan":
        return RivaGAN()
    if name.startswith("cli:"):
        return CommandLine(name[4:])
    return InvisibleWatermark(name)


PEERS = ["blind-watermark", "dwtDct", "dwtDctSvd", "rivaGan"]
