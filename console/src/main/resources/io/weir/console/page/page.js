// SPDX-License-Identifier: Apache-2.0
// The page of the service: everything that it offers comes from the service's own description.

import { chart } from "./chart.js";

const TOKEN = "weir-token";
const AT_ONCE = 100;
const byId = id => document.getElementById(id);
const NUMBER = new Intl.NumberFormat("en", { maximumSignificantDigits: 9 });

let form = { kinds: [], settings: [] };
let datasets = [];
let asker = null;
let lastCharge = 0;
let lastRefusal = 0;
let entered = {};

/** An element with children, which may be texts. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children);
  return element;
}

class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function request(path, body) {
  const headers = { Authorization: "Bearer " + sessionStorage.getItem(TOKEN) };
  const options = { headers, cache: "no-store", credentials: "omit" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    options.method = "POST";
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Problem(0, "Cannot reach the service. See that it runs, and try again.");
  }
  const reply = await response.json().catch(() => ({ detail: "Cannot read the reply of the service." }));
  if (!response.ok) {
    throw new Problem(response.status, reply.detail);
  }
  return reply;
}

function tell(text) {
  byId("status").textContent = text;
}

function show(problem) {
  byId("problem").hidden = !problem;
  byId("problem").textContent = problem ? problem.message : "";
  if (problem && problem.status === 401) {
    sessionStorage.removeItem(TOKEN);
    askForToken();
  }
}

/** Does what takes a while; what goes wrong is shown. */
async function doing(text, button, work) {
  show(null);
  tell(text);
  if (button) {
    button.disabled = true;
  }
  try {
    await work();
    tell("");
  } catch (problem) {
    tell("");
    show(problem instanceof Problem ? problem : new Problem(0, "This page failed: " + problem.message));
  } finally {
    if (button) {
      button.disabled = false;
    }
  }
}

// --- signing in ---------------------------------------------------------------------------------

function askForToken() {
  byId("console").hidden = true;
  byId("who").hidden = true;
  byId("enter").hidden = false;
  byId("token").focus();
}

async function enter() {
  asker = await request("/api/me");
  form = await request("/api/questions");
  datasets = (await request("/api/datasets")).datasets;
  byId("enter").hidden = true;
  byId("token").value = "";
  byId("name").textContent = `${asker.name} (${asker.role})`;
  byId("who").hidden = false;
  byId("console").hidden = false;
  byId("dataset").replaceChildren(...datasets.map(dataset => make("option", {}, dataset.name)));
  byId("kind").replaceChildren(...form.kinds.map(kind => make("option", {}, kind.name)));
  const isOperator = asker.role === "operator";
  byId("question").hidden = isOperator;
  byId("audit").hidden = !isOperator;
  byId("budget").open = isOperator;
  choose();
  if (datasets.length > 0) {
    await chooseDataset();
  } else {
    byId("declared").textContent = "There is no dataset that you may ask about.";
  }
}

function leave() {
  sessionStorage.removeItem(TOKEN);
  entered = {};
  for (const id of ["rows", "chart", "notes", "left", "expected", "spent", "charges", "refusals"]) {
    byId(id).replaceChildren();
  }
  byId("offer").hidden = true;
  byId("result").hidden = true;
  show(null);
  askForToken();
}

// --- the dataset and its budget -----------------------------------------------------------------

async function chooseDataset() {
  const dataset = datasets.find(d => d.name === byId("dataset").value);
  const shared = dataset.budget === dataset.name ? "" : `, shared with ${dataset.budget}`;
  byId("declared").textContent =
    `Protected: each ${dataset.unit}, in days of ${dataset.zone}. Budget of each: ${dataset.cap.text}${shared}.`;
  byId("result").hidden = true;
  forget();
  await showBudget();
  if (asker.role === "operator") {
    byId("charges").replaceChildren();
    lastCharge = 0;
    await showCharges();
    byId("refusals").replaceChildren();
    lastRefusal = 0;
    await showRefusals();
  }
}

async function showBudget() {
  const name = byId("dataset").value;
  const budget = await request("/api/budget?dataset=" + encodeURIComponent(name));
  const parts = [spent(`By all, of ${budget.cap.text}`, budget.cap, budget.spent)];
  if (budget.analyst) {
    const own = budget.analyst;
    parts.unshift(spent(`By you, of ${own.allotment.text}`, own.allotment, own.spent));
  }
  byId("spent").replaceChildren(...parts);
}

function spent(caption, cap, spendings) {
  const currency = cap.rho === undefined ? "epsilon" : "rho";
  const rows = spendings.map(spending => {
    const share = cap[currency] > 0 ? 1 - spending.left[currency] / cap[currency] : 1;
    const percent = Math.round(100 * share) + " %";
    return make("tr", {},
      make("td", {}, spending.from === undefined ? "all" : days(spending)),
      make("td", {}, make("meter", { min: 0, max: 1, value: share, "aria-label": percent + " spent" }), " " + percent),
      make("td", {}, spending.left.text),
      make("td", {}, spending.means));
  });
  if (rows.length === 0) {
    rows.push(make("tr", {}, make("td", { colspan: 4 }, "Nothing yet.")));
  }
  return make("div", { class: "wide", tabindex: 0, role: "region", "aria-label": caption },
    table(caption, ["days", "spent", "left", "spent means"], rows));
}

function days(period) {
  return period.from === period.to ? period.from : `${period.from} to ${period.to}`;
}

function table(caption, columns, rows) {
  return make("table", {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...columns.map(name => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows));
}

// --- the question -------------------------------------------------------------------------------

/** Shows the settings of the kind that is chosen; what was entered for others is kept. */
function choose() {
  const kind = form.kinds.find(k => k.name === byId("kind").value);
  byId("meaning").textContent = kind ? kind.summary : "";
  const sections = new Map();
  for (const setting of form.settings) {
    if (kind && setting.kinds.includes(kind.name)) {
      const fields = sections.get(setting.section) ?? [];
      fields.push(field(setting, kind.name, entered[setting.name]));
      sections.set(setting.section, fields);
    }
  }
  byId("settings").replaceChildren(
    ...[...sections].map(([name, fields]) => make("fieldset", {}, make("legend", {}, name), ...fields)));
  forget();
}

const TYPES = { day: "date", text: "text", number: "text", whole: "text", list: "text" };

function field(setting, kind, value) {
  const id = "set-" + setting.name;
  const help = id + "-help";
  const isNeeded = setting.needed.includes(kind);
  const common = { id, name: setting.name, "aria-describedby": help, required: isNeeded };
  let input;
  if (setting.form === "choice") {
    const none = make("option", { value: "" }, setting.usual ? `(${setting.usual})` : "");
    input = make("select", common, none, ...setting.choices.map(choice => make("option", {}, choice)));
  } else {
    input = make("input", {
      ...common,
      type: TYPES[setting.form] ?? "text",
      inputmode: setting.form === "number" ? "decimal" : setting.form === "whole" ? "numeric" : undefined,
      placeholder: setting.usual,
      autocomplete: "off",
      spellcheck: "false"
    });
  }
  input.value = value ?? "";
  const label = make("label", { for: id }, setting.name);
  if (isNeeded) {
    label.append(make("span", { class: "needed", title: "needed" }, " *"));
  }
  return make("div", {}, label, input, make("p", { class: "help", id: help }, setting.help));
}

/** What is entered, by the names of the settings that are shown. */
function words() {
  const shown = [...byId("settings").querySelectorAll("input, select")];
  return Object.fromEntries(
    shown.map(input => [input.name, input.value.trim()]).filter(([name, value]) => value !== ""));
}

function asked(isDryRun) {
  const question = { question: byId("kind").value, ...words() };
  return request("/api/questions", { dataset: byId("dataset").value, dryRun: isDryRun, questions: [question] });
}

/** What was offered holds no more. */
function forget() {
  byId("offer").hidden = true;
}

async function price() {
  const expected = (await asked(true)).expected[0];
  const list = make("dl", {});
  const item = (name, text) => list.append(make("dt", {}, name), make("dd", {}, text));
  item("It costs", expected.cost.text);
  for (const noise of expected.noise) {
    const of = noise.of.startsWith("rank") ? noise.of : `each ${noise.of}`;
    item("Noise", `${of} will be off by ${NUMBER.format(noise.error95)} at most, 95 times in 100 (${noise.noise})`);
  }
  item("Left to you", expected.left.analyst.text);
  item("Left to the dataset", expected.left.dataset.text);
  byId("expected").replaceChildren(list);
  byId("ask").textContent = `Ask, for ${expected.cost.text}`;
  byId("offer").hidden = false;
  byId("offered").focus();
}

// --- the answer ---------------------------------------------------------------------------------

const COLUMNS = ["time", "key", "from", "to", "of", "value", "error95"];
const TITLES = { error95: "± (95 %)" };
const NUMBERS = ["from", "to", "value", "error95"];

function label(row) {
  const bin = row.from === undefined ? undefined
    : NUMBER.format(row.from) + (row.to === undefined ? " and more" : " to " + NUMBER.format(row.to));
  return row.key ?? bin ?? row.of;
}

async function ask() {
  const answer = (await asked(false)).answers[0];
  forget();
  const columns = COLUMNS.filter(name => answer.rows.some(row => row[name] !== undefined));
  const rows = answer.rows.map(row => make("tr", {}, ...columns.map(name => cell(row[name], name))));
  const caption = answer.rows.length === 0 ? "No key had enough units to be shown." : "";
  byId("rows").replaceChildren(table(caption, columns.map(name => TITLES[name] ?? name), rows));
  byId("result").hidden = false;
  const place = Math.max(260, Math.min(832, byId("chart").clientWidth));
  // A cap that was chosen, or what it cut, is of another unit than the answer.
  const main = (answer.rows.find(row => row.error95 !== undefined) ?? answer.rows[answer.rows.length - 1])?.of;
  const picture = chart(answer.rows.filter(row => row.of === main), label, `The answer: ${answer.rows.length} values with their error bars.`, place);
  byId("chart").replaceChildren(...(picture ? [picture] : []));
  byId("notes").replaceChildren(...answer.notes.map(note => make("li", {}, note)));
  byId("left").textContent =
    (answer.isStored ? "Shown again, for nothing. " : `Paid: ${answer.cost.text}. `)
    + `Left to you: ${answer.left.analyst.text}; to the dataset: ${answer.left.dataset.text}.`;
  byId("answered").focus();
  await showBudget();
}

function cell(value, name) {
  if (value === undefined) {
    return make("td", {});
  }
  return NUMBERS.includes(name)
    ? make("td", { class: "number" }, NUMBER.format(value))
    : make("td", {}, name === "time" ? value.replace("T", " ") : String(value));
}

// --- for operators ------------------------------------------------------------------------------

async function showCharges() {
  const name = encodeURIComponent(byId("dataset").value);
  const { charges } = await request(`/api/audit?dataset=${name}&after=${lastCharge}&limit=${AT_ONCE}`);
  const rows = charges.map(charge => make("tr", {},
    make("td", { class: "number" }, String(charge.id)),
    make("td", {}, second(charge.at)),
    make("td", {}, charge.analyst),
    make("td", {}, charge.cost.text),
    make("td", { class: "question" }, charge.question)));
  append("charges", ["charge", "at", "analyst", "cost", "question"], rows);
  lastCharge = charges.length === 0 ? lastCharge : charges[charges.length - 1].id;
  byId("more").hidden = charges.length < AT_ONCE;
}

/** Of all datasets: of some refusals none is known. */
async function showRefusals() {
  const { refusals } = await request(`/api/refusals?after=${lastRefusal}&limit=${AT_ONCE}`);
  const rows = refusals.map(refusal => make("tr", {},
    make("td", {}, second(refusal.at)),
    make("td", {}, refusal.reason),
    make("td", { class: "number" }, NUMBER.format(refusal.times)),
    make("td", {}, refusal.analyst ?? ""),
    make("td", {}, refusal.address ?? ""),
    make("td", {}, refusal.dataset ?? ""),
    make("td", { class: "question" }, refusal.question ?? refusal.kind ?? "")));
  append("refusals", ["at", "reason", "times", "analyst", "address", "dataset", "question"], rows);
  lastRefusal = refusals.length === 0 ? lastRefusal : refusals[refusals.length - 1].id;
  byId("more-refusals").hidden = refusals.length < AT_ONCE;
}

function second(at) {
  return at.replace("T", " ").replace(/[.Z].*/, "");
}

function append(id, columns, rows) {
  const body = byId(id).querySelector("tbody");
  if (body) {
    body.append(...rows);
  } else {
    const caption = rows.length === 0 ? "Nothing yet." : "Times are UTC.";
    byId(id).replaceChildren(table(caption, columns, rows));
  }
}

// --- events -------------------------------------------------------------------------------------

byId("enter").addEventListener("submit", event => {
  event.preventDefault();
  sessionStorage.setItem(TOKEN, byId("token").value.trim());
  doing("Signing in…", event.submitter, enter);
});
byId("leave").addEventListener("click", leave);
byId("dataset").addEventListener("change", () => doing("", null, chooseDataset));
byId("kind").addEventListener("change", choose);
byId("settings").addEventListener("input", event => {
  entered[event.target.name] = event.target.value;
  forget();
});
byId("question").addEventListener("submit", event => {
  event.preventDefault();
  doing("Calculating…", byId("price"), price);
});
byId("ask").addEventListener("click", () => doing("Asking. The answer comes at the service's next step…", byId("ask"), ask));
byId("more").addEventListener("click", () => doing("Reading…", byId("more"), showCharges));
byId("more-refusals").addEventListener("click", () => doing("Reading…", byId("more-refusals"), showRefusals));

if (sessionStorage.getItem(TOKEN)) {
  doing("Signing in…", null, enter);
} else {
  askForToken();
}
