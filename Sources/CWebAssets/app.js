"use strict";
// Uploads, progress, the comparison slider, copying and countdowns. What is said stands in the pages' attributes, in their
// language; nothing that a server sends is ever put into a page as markup.

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Dropped, chosen or pasted files

class Drop {
  static lanes = 3;
  static tries = 8;

  constructor(section) {
    this.section = section;
    this.words = section.dataset;
    this.bar = section.querySelector("progress");
    this.status = section.querySelector("[data-status]");
    this.stopButton = section.querySelector("[data-stop]");
    this.isBusy = false;
    section.querySelectorAll("[data-input]").forEach((input) => {
      input.addEventListener("change", () => {
        const files = [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
        input.value = "";
        this.send(files);
      });
    });
    section.addEventListener("dragover", (event) => {
      event.preventDefault();
      section.classList.add("over");
    });
    section.addEventListener("dragleave", () => section.classList.remove("over"));
    section.addEventListener("drop", async (event) => {
      event.preventDefault();
      section.classList.remove("over");
      this.send(await Drop.filesOf(event.dataTransfer));
    });
    this.stopButton.addEventListener("click", () => {
      this.stopper?.abort();
    });
    if ("paste" in section.dataset) {
      document.addEventListener("paste", (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length > 0) {
          event.preventDefault();
          this.send(files.map((file) => ({ file, name: file.name || "pasted.png" })));
        }
      });
    }
  }

  // All files of what was dropped, folders walked to their ends.
  static async filesOf(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length === 0) return [...transfer.files].map((file) => ({ file, name: file.name }));
    const found = [];
    const waiting = entries.map((entry) => ({ entry, depth: 0 }));
    while (waiting.length > 0) {
      const { entry, depth } = waiting.shift();
      if (entry.isFile) {
        const file = await new Promise((done, failed) => entry.file(done, failed)).catch(() => null);
        if (file) found.push({ file, name: entry.fullPath.replace(/^\//, "") });
      } else if (depth < 32) {
        const reader = entry.createReader();
        for (;;) {
          const part = await new Promise((done, failed) => reader.readEntries(done, failed)).catch(() => []);
          if (part.length === 0) break;
          part.forEach((child) => waiting.push({ entry: child, depth: depth + 1 }));
        }
      }
    }
    return found;
  }

  // Names that begin with a dot are the system's own.
  static isWanted({ file, name }) {
    return file.size > 0 && !name.split("/").some((part) => part.startsWith("."));
  }

  headers() {
    return { "X-Yuantu-Token": this.words.token };
  }

  async ask(path, options) {
    const answer = await fetch(path, { ...options, headers: { ...this.headers(), ...options.headers } });
    const content = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(content.problem ?? answer.statusText), { status: answer.status });
    return content;
  }

  async send(all) {
    if (this.isBusy) return;
    const files = all.filter(Drop.isWanted);
    if (files.length === 0) {
      this.status.textContent = this.words.empty;
      return;
    }
    this.isBusy = true;
    this.stopper = new AbortController();
    this.refused = [];
    this.done = 0;
    this.total = files.length;
    this.bar.max = files.length;
    this.bar.hidden = this.stopButton.hidden = false;
    this.show();
    try {
      const isPart = this.words.part !== "main";
      const job = isPart ? this.words.drop : (await this.ask(this.words.drop, { method: "POST" })).job;
      const queue = files[Symbol.iterator]();
      const lane = async () => {
        for (const item of queue) await this.put(job, item);
      };
      await Promise.all(Array.from({ length: Drop.lanes }, lane));
      if (this.stopper.signal.aborted) throw new DOMException("", "AbortError");
      if (this.refused.length > 0) await pause(1500);
      if (isPart) location.assign(job);
      else location.assign((await this.ask(`${job}/start`, { method: "POST" })).location);
    } catch (error) {
      this.isBusy = false;
      this.bar.hidden = this.stopButton.hidden = true;
      this.status.textContent = error.name === "AbortError" ? "" : error.message;
    }
  }

  // One file. A broken connection is tried again for some time: the program may be starting anew.
  async put(job, { file, name }) {
    const address = `${job}/files?part=${this.words.part}&name=${encodeURIComponent(name)}`;
    for (let attempt = 0; ; attempt++) {
      try {
        await this.ask(address, { method: "PUT", body: file, signal: this.stopper.signal });
        break;
      } catch (error) {
        if (error.name === "AbortError") throw error;
        if (error.status !== undefined || attempt >= Drop.tries) {
          this.refused.push(`${name}: ${error.message}`);
          break;
        }
        this.status.textContent = this.words.retry;
        await pause(500 * 2 ** Math.min(attempt, 4));
      }
    }
    this.done += 1;
    this.show();
  }

  show() {
    this.bar.value = this.done;
    const counts = filled(this.words.sending, { done: this.done, total: this.total });
    const refused = this.refused.length > 0 ? ` · ${this.words.refused}: ${this.refused.slice(-3).join(" · ")}` : "";
    this.status.textContent = counts + refused;
  }
}

// A job at work

function follow(section) {
  const bar = section.querySelector("progress");
  const status = section.querySelector("[data-status]");
  const source = new EventSource(section.dataset.events);
  let shown = 0;
  source.addEventListener("progress", (event) => {
    const progress = JSON.parse(event.data);
    if (progress.state !== "working") {
      source.close();
      location.reload();
      return;
    }
    bar.max = Math.max(1, progress.total);
    bar.value = progress.done;
    // A screen reader need not hear of every file.
    if (Date.now() - shown > 900) {
      shown = Date.now();
      status.textContent = filled(section.dataset.words, progress);
    }
  });
}

// Two pictures under a slider

function compare(figure) {
  const range = figure.querySelector("input");
  const apply = () => figure.style.setProperty("--split", `${range.value}%`);
  range.addEventListener("input", apply);
  figure.querySelector(".stack").addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    range.value = Math.round((100 * (event.clientX - box.left)) / box.width);
    apply();
  });
  apply();
}

// Copying text

async function copy(button) {
  await navigator.clipboard?.writeText(button.dataset.copy).catch(() => undefined);
  const before = button.textContent;
  button.textContent = "✓";
  await pause(1200);
  button.textContent = before;
}

// How long a case still has

function count(clock) {
  const text = clock.textContent;
  const tick = () => {
    const left = Number(clock.dataset.due) - Date.now();
    const minutes = Math.floor(Math.abs(left) / 60000);
    const words = left < 0 ? clock.dataset.late : clock.dataset.left;
    clock.title = text;
    clock.textContent = `${text.split(/[,,]/)[0]} · ${filled(words, { h: Math.floor(minutes / 60), m: minutes % 60 })}`;
  };
  tick();
  setInterval(tick, 15000);
}

// A time without a zone is meant in that of this browser

function zoned(input) {
  const padded = (number) => String(number).padStart(2, "0");
  if (input.dataset.at) {
    const at = new Date(Number(input.dataset.at));
    input.value = new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  }
  input.form.addEventListener("submit", () => {
    const ahead = -new Date(input.value).getTimezoneOffset();
    const minutes = Math.abs(ahead);
    input.form.elements.zone.value = Number.isNaN(ahead)
      ? "" : `${ahead < 0 ? "-" : "+"}${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`;
  });
}

document.querySelectorAll("[data-drop]").forEach((section) => new Drop(section));
document.querySelectorAll("[data-events]").forEach(follow);
document.querySelectorAll("[data-compare]").forEach(compare);
document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
document.querySelectorAll("[data-due]").forEach(count);
document.querySelectorAll("input[type=datetime-local]").forEach(zoned);
// A download leaves the page where it is; what it changed is shown afterwards.
document.querySelectorAll("[data-download]").forEach((form) =>
  form.addEventListener("submit", () => setTimeout(() => location.reload(), 2500)));
