
"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const HARD = "\u00a0", MINUS = "\u2212";
  const words = data.words;
  const factors = ["coverage", "effect", "price", "horizon", "rate"];
  const slider = (name) => document.getElementById(name);

  function rounded(value, places) {
    const scale = Math.pow(10, places);
    return Math.round(Math.abs(value) * scale) / scale;
  }
  function decimal(value, places) {
    const size = rounded(value, places);
    const parts = String(size).split(".");
    const whole = parts[0].replace(/\B(?=(\d{3})+$)/g, data.marks.group);
    return (value < 0 && size > 0 ? MINUS : "") + whole + (parts[1] ? data.marks.decimal + parts[1] : "");
  }
  function scaleOf(zloty) {
    return data.scales.find((s) => Math.abs(zloty) >= s.from);
  }
  function amount(zloty, scale) {
    const value = zloty / scale.size;
    const before = Math.abs(value) >= 1 ? Math.floor(Math.log10(Math.abs(value))) + 1 : 1;
    return decimal(value, scale.size === 1 ? 0 : Math.max(0, 3 - before));
  }
  function withUnit(text, scale) {
    return scale.text.replace("{number}", text).replace(/ /g, HARD);
  }
  function money(zloty) {
    const scale = scaleOf(zloty);
    return withUnit(amount(zloty, scale), scale);
  }
  function range(low, high) {
    const scale = scaleOf(Math.abs(low) > Math.abs(high) ? low : high);
    const [before, after] = scale.text.replace(/ /g, HARD).split("{number}");
    return words.interval
      .replace("{low}", before + amount(low, scale))
      .replace("{high}", amount(high, scale) + after);
  }
  function share(value) {
    const size = Math.abs(value);
    if (size < 0.00005) { return "0%"; }
    const places = size >= 0.1 ? 0 : size < 0.001 ? 2 : 1;
    return rounded(value * 100, places).toFixed(places).replace(".", data.marks.decimal) + "%";
  }
  function percent(value) { return decimal(value * 100, 3) + "%"; }

  function weights(points, value) {
    const found = points.map(() => 0);
    let i = 0;
    while (i < points.length - 2 && value > points[i + 1]) { i += 1; }
    const part = (value - points[i]) / (points[i + 1] - points[i]);
    found[i] = 1 - part;
    found[i + 1] = part;
    return found;
  }
  function presentValues(grid, at) {
    const years = data.years.length, found = new Array(data.draws).fill(0);
    const rows = weights(data.coverage, at.coverage), columns = weights(data.effect, at.effect);
    rows.forEach((row, i) => columns.forEach((column, j) => {
      if (row * column === 0) { return; }
      const cell = grid[i][j];
      for (let d = 0; d < data.draws; d += 1) {
        for (let t = 0; t < at.horizon; t += 1) {
          found[d] += row * column * cell[d * years + t] / Math.pow(1 + at.rate, t + 1);
        }
      }
    }));
    return found;
  }
  function quantile(sorted, level) {
    const place = level * (sorted.length - 1), i = Math.floor(place);
    const next = sorted[Math.min(i + 1, sorted.length - 1)];
    return sorted[i] + (place - i) * (next - sorted[i]);
  }
  function told(draws) {
    const sorted = Float64Array.from(draws).sort();
    return {
      mean: draws.reduce((sum, z) => sum + z, 0) / draws.length,
      low: quantile(sorted, data.low),
      high: quantile(sorted, data.high),
    };
  }
  function reading(perspective, at) {
    const saving = presentValues(data.saving[perspective], at);
    const cost = presentValues(data.cost[perspective], at).map((z) => z * at.price);
    const net = saving.map((z, d) => z - cost[d]);
    const chance = net.filter((z) => z > 0).length / net.length;
    return { saving: told(saving), cost: told(cost), net: told(net), chance: chance };
  }

  function positions() {
    const at = {};
    factors.forEach((name) => { at[name] = Number(slider(name).value) / 100; });
    at.horizon = Math.round(at.horizon * 100);
    at.rate = slider("rate").value === slider("rate").defaultValue ? data.rate : at.rate / 10;
    return at;
  }
  function shown(name, at) {
    return name === "horizon" ? words.horizons[at.horizon - 1] : percent(at[name]);
  }
  function cell(value) {
    return words.cell.replace("{value}", money(value.mean))
      .replace("{range}", range(value.low, value.high));
  }
  function update() {
    const at = positions();
    factors.forEach((name) => {
      const text = shown(name, at);
      document.getElementById(name + "-value").textContent = text;
      slider(name).setAttribute("aria-valuetext", text);
    });
    const found = {};
    data.perspectives.forEach((perspective) => {
      const read = reading(perspective, at);
      found[perspective] = read;
      ["saving", "cost", "net"].forEach((name) => {
        document.getElementById(name + "-" + perspective).textContent = cell(read[name]);
      });
      document.getElementById("chance-" + perspective).textContent = share(read.chance);
    });
    const first = found[data.perspectives[0]];
    document.getElementById("headline").textContent = words.headline
      .replace("{range}", range(first.saving.low, first.saving.high))
      .replace("{value}", money(first.saving.mean));
    return first;
  }
  function announce(first) {
    document.getElementById("news").textContent = words.news
      .replace("{range}", range(first.net.low, first.net.high))
      .replace("{value}", money(first.net.mean))
      .replace("{chance}", share(first.chance));
  }
  const form = document.querySelector("form");
  form.addEventListener("input", update);
  form.addEventListener("change", () => announce(update()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => announce(update()), 0));
  announce(update());
}());
