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
    const find = (name) => section.querySelector(`[data-${name}]`);
    this.section = section;
    this.words = section.dataset;
    this.bar = section.querySelector("progress");
    this.status = find("status");
    this.list = find("refusals");
    this.stopButton = find("stop");
    this.againButton = find("again");
    this.goOnButton = find("go-on");
    this.isBusy = false;
    section.querySelectorAll("[data-input]").forEach((input) => {
      input.addEventListener("change", () => {
        const files = [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
        input.value = "";
        this.send(files);
      });
    });
    section.addEventListener("dragover", () => section.classList.add("over"));
    section.addEventListener("dragleave", () => section.classList.remove("over"));
    section.addEventListener("drop", async (event) => {
      section.classList.remove("over");
      const { files, unreadable } = await Drop.filesOf(event.dataTransfer);
      this.send(files, unreadable);
    });
    this.stopButton.addEventListener("click", () => this.stopper?.abort());
    this.againButton.addEventListener("click", () => {
      const again = this.refused.filter(({ item }) => item).map(({ item }) => item);
      this.isBusy = false;
      this.send(again);
    });
    this.goOnButton.addEventListener("click", () => this.finish());
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

  // All files of what was dropped, folders walked to their ends; and the names of what cannot be read.
  static async filesOf(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length === 0) {
      return { files: [...transfer.files].map((file) => ({ file, name: file.name })), unreadable: [] };
    }
    const files = [];
    const unreadable = [];
    const waiting = [...entries];
    while (waiting.length > 0) {
      const entry = waiting.shift();
      const name = entry.fullPath.replace(/^\//, "");
      try {
        if (entry.isFile) {
          files.push({ file: await new Promise((done, failed) => entry.file(done, failed)), name });
        } else {
          const reader = entry.createReader();
          for (;;) {
            const part = await new Promise((done, failed) => reader.readEntries(done, failed));
            if (part.length === 0) break;
            waiting.push(...part);
          }
        }
      } catch {
        unreadable.push(name);
      }
    }
    return { files, unreadable };
  }

  // Names that begin with a dot are the system's own.
  static isWanted({ name }) {
    return !name.split("/").some((part) => part.startsWith("."));
  }

  async ask(path, options) {
    const answer = await fetch(path, {
      ...options, headers: { "X-Yuantu-Token": this.words.token, ...options.headers },
    });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    const content = isOurs ? await answer.json() : {};
    if (!answer.ok || !isOurs) {
      throw Object.assign(new Error(content.problem ?? answer.statusText), { status: answer.status });
    }
    return content;
  }

  async send(all, unreadable = []) {
    if (this.isBusy) {
      this.status.textContent = this.words.busy;
      return;
    }
    const files = all.filter(Drop.isWanted);
    if (files.length + unreadable.length === 0) {
      this.status.textContent = this.words.empty;
      return;
    }
    this.isBusy = true;
    this.stopper = new AbortController();
    this.refused = unreadable.map((name) => ({ name, reason: this.words.unreadable }));
    this.done = 0;
    this.total = files.length;
    this.bar.max = Math.max(1, files.length);
    this.bar.hidden = this.stopButton.hidden = false;
    this.list.hidden = this.againButton.hidden = this.goOnButton.hidden = true;
    this.show(true);
    try {
      const isThere = this.words.part !== "main" || "continued" in this.words;
      this.job ??= isThere ? this.words.drop : (await this.ask(this.words.drop, { method: "POST" })).job;
      const queue = files[Symbol.iterator]();
      const lane = async () => {
        for (const item of queue) await this.put(item);
      };
      await Promise.all(Array.from({ length: Drop.lanes }, lane));
      if (this.refused.length === 0) await this.finish();
      else this.showRefusals();
    } catch (error) {
      this.rest(error.name === "AbortError" ? "" : error.message);
    }
  }

  async finish() {
    try {
      this.isLeaving = true;
      if (this.words.part !== "main") location.assign(this.job);
      else location.assign((await this.ask(`${this.job}/start`, { method: "POST" })).location);
    } catch (error) {
      this.isLeaving = false;
      this.rest(error.message);
    }
  }

  rest(words) {
    this.isBusy = false;
    this.bar.hidden = this.stopButton.hidden = true;
    this.status.textContent = words;
  }

  // One file. A broken connection is tried again for some time: the program may be starting anew.
  async put(item) {
    const { file, name } = item;
    const address = `${this.job}/files?part=${this.words.part}&name=${encodeURIComponent(name)}`;
    if (file.size > Number(this.words.most)) {
      this.refused.push({ name, reason: this.words.large });
    } else {
      for (let attempt = 0; ; attempt++) {
        try {
          await this.ask(address, { method: "PUT", body: file, signal: this.stopper.signal });
          break;
        } catch (error) {
          if (error.name === "AbortError" || error.status === 423) throw error;
          if (error.status !== undefined || attempt >= Drop.tries) {
            this.refused.push({ item, name, reason: error.message });
            break;
          }
          this.status.textContent = this.words.retry;
          await pause(500 * 2 ** Math.min(attempt, 4));
        }
      }
    }
    this.done += 1;
    this.show(this.done === this.total);
  }

  // A screen reader need not hear of every file.
  show(isDue) {
    this.bar.value = this.done;
    if (!isDue && Date.now() - (this.shown ?? 0) < 900) return;
    this.shown = Date.now();
    this.status.textContent = filled(this.words.sending, { done: this.done, total: this.total });
  }

  showRefusals() {
    this.bar.hidden = this.stopButton.hidden = true;
    this.status.textContent = filled(this.words.refused, { count: this.refused.length });
    this.list.replaceChildren(...this.refused.map(({ name, reason }) => {
      const line = document.createElement("li");
      line.textContent = `${name}: ${reason}`;
      return line;
    }));
    this.list.hidden = this.goOnButton.hidden = false;
    this.againButton.hidden = !this.refused.some(({ item }) => item);
  }
}

// What misses the zone must not replace the page.
const drops = [];
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => event.preventDefault());
}
addEventListener("beforeunload", (event) => {
  if (drops.some((one) => one.isBusy && !one.isLeaving)) event.preventDefault();
});

// A job at work

function follow(section) {
  const bar = section.querySelector("progress");
  const status = section.querySelector("[data-status]");
  const source = new EventSource(section.dataset.events);
  let shown = 0;
  // Refused, as by a program that was started anew and is locked: the page knows what to say.
  source.addEventListener("error", async () => {
    if (source.readyState !== EventSource.CLOSED) return;
    await pause(2000);
    location.reload();
  });
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
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = `${before} ✓`;
  } catch {
    button.textContent = `${before} ✗`;
  }
  await pause(1500);
  button.textContent = before;
}

// How long a case still has

function count(clock) {
  const tick = () => {
    const left = Number(clock.dataset.due) - Date.now();
    const minutes = Math.floor(Math.abs(left) / 60000);
    const words = left < 0 ? clock.dataset.late : clock.dataset.left;
    clock.textContent = `${clock.dataset.limit} · ${filled(words, { h: Math.floor(minutes / 60), m: minutes % 60 })}`;
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

document.querySelectorAll("[data-drop]").forEach((section) => drops.push(new Drop(section)));
document.querySelectorAll("[data-events]").forEach(follow);
document.querySelectorAll("[data-compare]").forEach(compare);
document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
document.querySelectorAll("[data-due]").forEach(count);
document.querySelectorAll("input[type=datetime-local]").forEach(zoned);
// A download leaves the page where it is; what it changed is shown afterwards.
document.querySelectorAll("[data-download]").forEach((form) =>
  form.addEventListener("submit", () => setTimeout(() => location.reload(), 2500)));
