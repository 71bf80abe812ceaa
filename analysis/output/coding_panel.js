// What a coder sees of coding_panel.py, and what the coder does. Text is set as text, never as markup.

const KEYS = { voice: "123456789", manner: "asd", frame: "zxc", issues: "qwertyuiop" };
const HEADS = { voice: "Voice", manner: "Manner", frame: "Frame of the sentence", issues: "Issues of the segment" };
const MOVES = [
  ["confirm", "Enter", "right as it is", { action: "confirm" }],
  ["back", "ArrowLeft", "back", { action: "go", by: -1 }],
  ["next", "ArrowRight", "next", { action: "go", by: 1 }],
  ["undo", "Backspace", "undo", { action: "undo" }],
];
const SHOWN = { Enter: "⏎", ArrowLeft: "←", ArrowRight: "→", Backspace: "⌫" };

function make(kind, text, attributes = {}) {
  const element = document.createElement(kind);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function render({ model, el }) {
  const panel = make("section", "", {
    class: "coding-panel", tabindex: "0", "aria-label": "coding panel", "data-lm-suppress-shortcuts": "true",
  });
  el.replaceChildren(panel);
  let picked = null; // words chosen by keyboard: [first, last]

  const send = (message) => model.send(message);
  const current = () => model.get("item").segments[String(model.get("item").row)];

  function chosenWords() {
    const words = model.get("item").words;
    if (picked) return [words[picked[0]][0], words[picked[1]][1]];
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return null;
    const inside = [...panel.querySelectorAll(".word")].filter((word) => selection.containsNode(word, true));
    if (!inside.length) return null;
    const [first, last] = [inside[0], inside[inside.length - 1]].map((word) => Number(word.dataset.place));
    return [words[first][0], words[last][1]];
  }

  function act(action) {
    const span = chosenWords();
    if (!span) { status.textContent = "select words of the sentence first: by mouse, or with Shift and the arrows"; return; }
    picked = null;
    send({ action, start: span[0], end: span[1] });
  }

  function pickByKey(event) {
    const words = model.get("item").words, row = model.get("item").row;
    if (!picked) {
      const mine = words.map((word, place) => (word[3] === row ? place : -1)).filter((place) => place >= 0);
      picked = [mine[0], mine[mine.length - 1]];
    }
    const by = event.key === "ArrowRight" ? 1 : -1, side = event.altKey ? 0 : 1;
    const moved = [...picked];
    moved[side] = Math.min(Math.max(moved[side] + by, 0), words.length - 1);
    if (moved[0] <= moved[1]) picked = moved;
    paintWords();
  }

  function paintWords() {
    panel.querySelectorAll(".word").forEach((word, place) => {
      word.classList.toggle("picked", Boolean(picked) && place >= picked[0] && place <= picked[1]);
    });
  }

  function button(field, [value, label, colour], place) {
    const segment = current(), key = KEYS[field][place] || "";
    const coded = segment["coded_" + field] || "";
    const on = field === "issues" ? coded.split(" ").includes(value) : coded === value;
    const made = make("button", "", {
      type: "button", "aria-pressed": String(on), "data-field": field, "data-value": value, "aria-keyshortcuts": key,
    });
    if (colour) made.style.setProperty("--voice", colour);
    if (key) made.append(make("kbd", key), " ");
    made.append(label + (segment[field] === value ? " (found)" : ""));
    made.addEventListener("click", () => send({ action: "judge", field, value }));
    return made;
  }

  const status = make("p", "", { class: "said", role: "status", "aria-live": "polite" });

  function draw() {
    const item = model.get("item"), choices = model.get("choices");
    const focused = document.activeElement && panel.contains(document.activeElement) ? document.activeElement : null;
    const again = focused && focused.dataset.field ? [focused.dataset.field, focused.dataset.value] : null;
    picked = null;
    const colours = Object.fromEntries(choices.voice.map(([id, , colour]) => [id, colour]));
    const labels = Object.fromEntries(choices.voice.map(([id, label]) => [id, label]));
    const parts = [make("p", `${item.outlet} · segment ${item.at} of ${item.of} · ${item.judged} judged`, { class: "place" })];
    const progress = make("progress", "", { max: item.of, value: item.judged, "aria-label": "segments judged" });
    parts.push(progress);
    parts.push(make("p", item.before, { class: "around" }));
    const sentence = make("p", "", { class: "sentence" });
    let open = null, last = null;
    item.words.forEach(([, , text, row], place) => {
      if (row !== last) {
        const segment = item.segments[String(row)];
        const voice = segment ? segment.coded_voice || segment.voice : "";
        open = make("span", "", { class: row === item.row ? "segment current" : "segment", title: labels[voice] || "" });
        open.style.setProperty("--voice", colours[voice] || "#999");
        if (segment && row !== item.row) open.addEventListener("click", () => {
          if (document.getSelection().isCollapsed) send({ action: "pick", chosen: row });
        });
        sentence.append(open);
        last = row;
      }
      open.append(make("span", text, { class: "word", "data-place": place }));
    });
    parts.push(sentence, make("p", item.after, { class: "around" }));
    const segment = current();
    const found = [labels[segment.voice] || segment.voice, segment.manner];
    if (segment.source) found.push(`source: ${segment.source}`);
    if (segment.cue) found.push(`cue: ${segment.cue}`);
    found.push(`certainty ${segment.certainty}`);
    parts.push(make("p", `found: ${found.join(" · ")}`, { class: "found" }));
    for (const field of Object.keys(HEADS)) {
      const group = make("div", "", { class: "choices", role: "group", "aria-label": HEADS[field] });
      group.append(make("span", HEADS[field], { class: "head" }));
      choices[field].forEach((choice, place) => group.append(button(field, choice, place)));
      parts.push(group);
    }
    const moves = make("div", "", { class: "choices", role: "group", "aria-label": "Moves" });
    for (const [name, key, label, message] of MOVES) {
      const made = make("button", "", { type: "button", "data-move": name, "aria-keyshortcuts": key });
      made.append(make("kbd", SHOWN[key]), ` ${label}`);
      made.addEventListener("click", () => send(message));
      moves.append(made);
    }
    for (const [action, key, label] of [["place", "b", "segment = selected words"], ["split", "v", "split off selected words"]]) {
      const made = make("button", "", { type: "button", "data-move": action, "aria-keyshortcuts": key });
      made.append(make("kbd", key), ` ${label}`);
      made.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
      made.addEventListener("click", () => act(action));
      moves.append(made);
    }
    parts.push(moves);
    const note = make("label", "Note ", { class: "note" });
    const field = make("input", "", { type: "text", value: item.note });
    field.addEventListener("change", () => send({ action: "note", text: field.value }));
    note.append(field);
    status.textContent = item.said;
    parts.push(note, make("p", item.agreement, { class: "agreement" }), status);
    panel.replaceChildren(...parts);
    if (again) panel.querySelector(`[data-field="${again[0]}"][data-value="${CSS.escape(again[1])}"]`)?.focus();
    else if (focused) panel.focus();
  }

  panel.addEventListener("keydown", (event) => {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey) { event.stopPropagation(); return; }
    if (event.key === "Tab") return;
    event.stopPropagation(); // JupyterLab has keys of its own
    if (event.shiftKey && event.key.startsWith("Arrow")) { event.preventDefault(); pickByKey(event); return; }
    if (event.target.tagName === "BUTTON" && (event.key === "Enter" || event.key === " ")) return;
    const move = MOVES.find(([, key]) => key === event.key);
    if (move) { event.preventDefault(); send(move[3]); return; }
    if (event.key === "b") return act("place");
    if (event.key === "v") return act("split");
    for (const [field, keys] of Object.entries(KEYS)) {
      const choice = model.get("choices")[field][keys.indexOf(event.key)];
      if (keys.includes(event.key) && choice) { send({ action: "judge", field, value: choice[0] }); return; }
    }
  });
  model.on("change:item", draw);
  draw();
}

export default { render };
