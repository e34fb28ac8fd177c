// SPDX-License-Identifier: Apache-2.0
// Draws the rows of an answer with their error bars. The table beside it says the same in numbers.

const SVG = "http://www.w3.org/2000/svg";
const MOST = 400;

function add(parent, name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  parent.append(element);
  return element;
}

const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** Round numbers from below the least to above the greatest. */
function ticks(least, greatest) {
  const span = greatest - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 5, 10].map(n => n * power).find(s => span / s <= 5);
  const all = [];
  for (let t = Math.floor(least / step); t <= Math.ceil(greatest / step); t++) {
    all.push(t * step);
  }
  return all;
}

function extent(rows) {
  const ends = rows.flatMap(row => [row.value - (row.error95 ?? 0), row.value + (row.error95 ?? 0), 0]);
  return [Math.min(...ends), Math.max(...ends)];
}

/** A picture of rows, as wide as there is place; nothing where one would not help. */
export function chart(rows, label, title, width) {
  if (rows.length === 0 || rows.length > MOST) {
    return null;
  }
  const svg = rows[0].time ? inTime(rows, width) : inBars(rows, label, width);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title + " The table below has the numbers.");
  return svg;
}

function cut(text, most) {
  return text.length <= most ? text : text.slice(0, most - 1) + "…";
}

/** A bar for each row, one below the other: labels need no turning, and phones can show it. */
function inBars(rows, label, width) {
  const left = Math.min(150, width / 3);
  const height = 24;
  const bottom = rows.length * height + 8;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 24}`);
  const marks = ticks(...extent(rows));
  const [low, high] = [marks[0], marks[marks.length - 1]];
  const x = value => left + ((value - low) / (high - low)) * (width - left - 30);
  for (const mark of marks) {
    add(svg, "line", { class: mark === 0 ? "zero" : "grid", x1: x(mark), x2: x(mark), y1: 4, y2: bottom });
    add(svg, "text", { class: "faint", x: x(mark), y: bottom + 16, "text-anchor": "middle" }, SHORT.format(mark));
  }
  rows.forEach((row, i) => {
    const y = i * height + 8;
    const middle = y + height / 2 - 4;
    add(svg, "text", { x: left - 8, y: middle + 4, "text-anchor": "end" }, cut(label(row), Math.floor(left / 6.8)));
    add(svg, "rect", {
      class: "bar", x: Math.min(x(0), x(row.value)), y, width: Math.abs(x(row.value) - x(0)), height: height - 8
    });
    if (row.error95 !== undefined) {
      const [from, to] = [x(row.value - row.error95), x(row.value + row.error95)];
      add(svg, "path", {
        class: "error", d: `M${from} ${middle - 4}v8M${from} ${middle}H${to}M${to} ${middle - 4}v8`
      });
    }
  });
  return svg;
}

/** Points in time, joined; several series of one answer one below the other. */
function inTime(rows, width) {
  const series = new Map();
  for (const row of rows) {
    const name = [row.key, row.from !== undefined ? row.from + "…" : undefined, row.of].filter(Boolean).join(" ");
    series.set(name, [...(series.get(name) ?? []), row]);
  }
  const [left, height, gap] = [56, 150, 44];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${series.size * (height + gap)}`);
  const times = rows.map(row => Date.parse(row.time + "Z"));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = time => left + ((Date.parse(time + "Z") - first) / (last - first || 1)) * (width - left - 16);
  let top = 0;
  for (const [name, points] of series) {
    const marks = ticks(...extent(points));
    const [low, high] = [marks[0], marks[marks.length - 1]];
    const base = top;
    const y = value => base + 20 + (1 - (value - low) / (high - low)) * (height - 20);
    add(svg, "text", { x: left, y: top + 12 }, cut(name, 60));
    for (const mark of marks) {
      add(svg, "line", { class: mark === 0 ? "zero" : "grid", x1: left, x2: width - 16, y1: y(mark), y2: y(mark) });
      add(svg, "text", { class: "faint", x: left - 6, y: y(mark) + 4, "text-anchor": "end" }, SHORT.format(mark));
    }
    add(svg, "path", {
      class: "line", d: points.map((p, i) => `${i ? "L" : "M"}${x(p.time)} ${y(p.value)}`).join("")
    });
    for (const point of points) {
      if (point.error95 !== undefined) {
        add(svg, "path", {
          class: "error",
          d: `M${x(point.time)} ${y(point.value - point.error95)}V${y(point.value + point.error95)}`
        });
      }
      add(svg, "circle", { class: "point", cx: x(point.time), cy: y(point.value), r: 3 });
    }
    const ends = [[points[0], "start"], [points[points.length - 1], "end"]];
    for (const [point, anchor] of points.length > 1 ? ends : ends.slice(0, 1)) {
      const at = point.time.replace("T", " ");
      add(svg, "text", { class: "faint", x: x(point.time), y: top + height + 18, "text-anchor": anchor }, at);
    }
    top += height + gap;
  }
  return svg;
}
