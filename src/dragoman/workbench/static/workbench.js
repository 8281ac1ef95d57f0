// What pages can't do by themselves: keys, dropped files, progress. Nothing here is needed to read
// or to judge: every page works without it.
"use strict";

const KEPT = "dragoman-keys-off";
const one = (chosen, within = document) => within.querySelector(chosen);
const all = (chosen) => [...document.querySelectorAll(chosen)];

function say(words) {
  one("#said").textContent = words;
}

function store(change) {
  // A browser may refuse storage; keys then work until the page is left.
  try { return change(window.localStorage); } catch { return null; }
}

// ---- keys

function writing(at) {
  return at.isContentEditable || at.closest("input:not([type=checkbox]), select, textarea, dialog");
}

function step(by) {
  const links = all(".record a.main");
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[Math.min(Math.max(next, 0), links.length - 1)].focus();
}

function press(chosen) {
  const there = one(chosen);
  if (there) there.click();
  return Boolean(there);
}

function focus(chosen) {
  const there = one(chosen);
  if (!there) return false;
  there.focus();
  if (there.select) there.select();
  return true;
}

const KEYS = {
  "/": () => focus("#words, #find"),
  j: () => step(1),
  k: () => step(-1),
  a: () => press("[data-key=a]"),
  x: () => press("[data-key=x]"),
  n: () => press("[data-key=n]"),
  o: () => press("#article-link"),
  c: () => focus("#judgement fieldset select, #judgement fieldset input"),
  m: () => focus("#f-mode"),
  "?": () => one("#keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("#judgement")) {
    event.preventDefault();
    press("[data-key=send]");
    return;
  }
  if (event.key === "Escape" && writing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  if (store((kept) => kept.getItem(KEPT))) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

function modes() {
  // The modes that are offered are those of the type that is chosen.
  const form = one("#judgement");
  const kind = one("#f-event_type");
  if (!form || !kind || !form.dataset.modes) return;
  const known = JSON.parse(form.dataset.modes);
  kind.addEventListener("change", () => {
    one("#modes").replaceChildren(...(known[kind.value] || []).map((mode) => new Option(mode, mode)));
  });
}

// ---- adding pages

function line(list, kind, text) {
  const item = document.createElement("li");
  item.className = kind;
  item.textContent = text;
  list.append(item);
  return item;
}

function follow(address, place) {
  let list = one(".lines", place);
  if (!list) {
    list = document.createElement("ol");
    list.className = "plain lines";
    place.append(list);
  }
  list.replaceChildren();
  const bar = document.createElement("progress");
  place.prepend(bar);
  const source = new EventSource(address);
  const end = (event) => {
    source.close();
    bar.remove();
    line(list, event.type, JSON.parse(event.data).text);
  };
  let current = null;
  source.addEventListener("working", (event) => {
    const told = JSON.parse(event.data);
    bar.max = told.of;
    bar.value = told.number - 1;
    if (current) current.remove();
    current = line(list, "working", `${told.number} of ${told.of}: ${told.text}`);
  });
  source.addEventListener("skipped", (event) => line(list, "skipped", JSON.parse(event.data).text));
  for (const kind of ["done", "failed"]) source.addEventListener(kind, (event) => {
    if (current) current.remove();
    end(event);
  });
}

async function send(form, files) {
  const place = one("#progress");
  place.replaceChildren();
  const data = new FormData(form);
  if (files) {
    data.delete("files");
    for (const file of files) data.append("files", file);
  }
  const size = data.getAll("files").reduce((sum, file) => sum + file.size, 0);
  const limit = Number(form.dataset.limit);
  const list = document.createElement("ol");
  list.className = "plain lines";
  place.append(list);
  if (size > limit * 1024 * 1024) {
    line(list, "failed", `these files are ${Math.ceil(size / 1048576)} MiB together; the limit is ${limit} MiB: split them, or use “dragoman add”`);
    return;
  }
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { accept: "application/json" } });
    if (!answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = page.querySelector("[role=alert]") || page.body;
      line(list, "failed", told.textContent.trim());
      return;
    }
    const job = await answer.json();
    follow(`${job.progress}/events`, place);
  } catch {
    line(list, "failed", "the server did not take it; is it still running?");
  }
}

function adding() {
  const form = one("#adding");
  if (!form) return;
  const drop = one("#drop");
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    send(form, event.dataTransfer.files);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, null);
  });
}

function start() {
  modes();
  adding();
  const running = one("#progress[data-events]");
  if (running) follow(running.dataset.events, running);
  one("#keys-open").addEventListener("click", () => one("#keys").showModal());
  const on = one("#keys-on");
  on.checked = !store((kept) => kept.getItem(KEPT));
  on.addEventListener("change", () => store((kept) => (on.checked ? kept.removeItem(KEPT) : kept.setItem(KEPT, "1"))));
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const told = one("[role=status]", event.detail.target);
    if (told) say(told.textContent.trim());
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const told = page.querySelector("[role=alert]");
    say(told ? told.textContent.trim() : "that did not work");
    if (told) {
      const place = event.detail.target;
      place.replaceChildren();
      const words = document.createElement("p");
      words.className = "notice bad";
      words.textContent = told.textContent.trim();
      place.append(words);
    }
  });
}

start();
