// Lines, points and bars.

const COLOURS = 7;

function curves(plot) {
  const series = plot.series.map((s, i) => ({
    ...s, x: decode(s.x, Float64Array), y: decode(s.y, Float64Array), colour: "--c" + (i % COLOURS), shown: true,
  }));
  const [x, y] = extent(plot, series);
  return {
    x, y, legend: series,
    about: summary(plot, series, x, y),
    paint(map, ctx) {
      for (const s of series) if (s.shown) ({ lines, points, bars })[s.style](map, ctx, s, y.log);
    },
    at: (map, px, py) => nearest(map, series, px, py, x, y),
  };
}

/** What the axes show at first: all points, and a little room around them. */
function extent(plot, series) {
  const around = (key, other) => {
    let low = Infinity;
    let high = -Infinity;
    for (const s of series) {
      const half = key === "x" ? s.width / 2 : 0;
      for (const v of s[key]) {
        if (!(Math.abs(v) < Infinity)) continue;
        low = Math.min(low, v - half);
        high = Math.max(high, v + half);
      }
      if (key === "y" && s.style === "bars" && !plot.y.log && s.y.length) {
        low = Math.min(low, 0);
        high = Math.max(high, 0);
      }
    }
    const log = plot[key].log;
    if (!(low <= high)) [low, high] = log ? [1, 10] : [0, 1];
    if (log) {
      const room = high > low ? (high / low) ** 0.03 : 2;
      return { ...plot[key], low: low / room, high: high * room };
    }
    const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
    const room = high - low > size * 1e-12 ? (high - low) * (key === "x" ? 0.02 : 0.05) : size * 0.1;
    return { ...plot[key], low: low - room, high: high + room };
  };
  return [around("x"), around("y")];
}

function summary(plot, series, x, y) {
  const names = series.slice(0, 4).map(s => s.label).join(", ") + (series.length > 4 ? " and more" : "");
  const against = plot.x.label ? " against " + plot.x.label : "";
  return `Plot of ${names}${against}; x from ${number(x.low)} to ${number(x.high)}, y from ${number(y.low)} to ${number(y.high)}.`;
}

function lines(map, ctx, s) {
  const path = new Path2D();
  let open = false;
  for (let i = 0; i < s.x.length; i++) {
    if (Number.isNaN(s.y[i])) {
      open = false;
      continue;
    }
    const px = map.x(s.x[i]);
    const py = map.y(s.y[i]);
    if (open) path.lineTo(px, py);
    else path.moveTo(px, py);
    // A point between gaps is a line without length, which round ends make visible.
    if (!open && !(i + 1 < s.x.length && !Number.isNaN(s.y[i + 1]))) path.lineTo(px, py);
    open = true;
  }
  ctx.strokeStyle = colour(s.colour);
  ctx.globalAlpha = s.of > 20000 || s.x.length > 5000 ? 0.85 : 1;
  ctx.lineWidth = (s.x.length > 3000 ? 1 : 1.8) * devicePixelRatio;
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.stroke(path);
  ctx.globalAlpha = 1;
  if (s.drawn <= 30) dots(map, ctx, s, 3);
}

function points(map, ctx, s) {
  dots(map, ctx, s, s.drawn <= 500 ? 2.6 : s.drawn <= 5000 ? 1.6 : 0.55);
}

function dots(map, ctx, s, radius) {
  const r = radius * devicePixelRatio;
  ctx.fillStyle = colour(s.colour);
  for (let i = 0; i < s.x.length; i++) {
    if (Number.isNaN(s.y[i])) continue;
    const px = map.x(s.x[i]);
    const py = map.y(s.y[i]);
    if (radius < 1) {
      ctx.fillRect(px - r, py - r, 2 * r, 2 * r);
      continue;
    }
    ctx.beginPath();
    ctx.arc(px, py, r, 0, 2 * Math.PI);
    ctx.fill();
  }
}

function bars(map, ctx, s, log) {
  ctx.fillStyle = colour(s.colour);
  ctx.globalAlpha = 0.85;
  const floor = log ? map.box.top + map.box.height : map.y(0);
  for (let i = 0; i < s.x.length; i++) {
    if (Number.isNaN(s.y[i])) continue;
    const left = map.x(s.x[i] - 0.4 * s.width);
    const right = map.x(s.x[i] + 0.4 * s.width);
    const top = map.y(s.y[i]);
    ctx.fillRect(left, Math.min(top, floor), Math.max(right - left, devicePixelRatio), Math.abs(floor - top));
  }
  ctx.globalAlpha = 1;
}

function nearest(map, series, px, py, xAxis, yAxis) {
  let best = 40 * 40;
  let found;
  for (const s of series) {
    if (!s.shown) continue;
    for (let i = 0; i < s.x.length; i++) {
      const dx = map.px(s.x[i]) - px;
      if (!(dx * dx < best)) continue;
      const dy = map.py(s.y[i]) - py;
      // Bars are as wide as they are; their tops may be far away.
      const distance = s.style === "bars" ? dx * dx : dx * dx + dy * dy;
      if (distance < best) {
        best = distance;
        found = { s, i };
      }
    }
  }
  if (!found) return undefined;
  const { s, i } = found;
  return {
    x: map.px(s.x[i]), y: map.py(s.y[i]), dot: colour(s.colour),
    lines: [s.label, (xAxis.label || "index") + " = " + number(s.x[i]), (series.length > 1 || !yAxis.label ? "value" : yAxis.label) + " = " + number(s.y[i])],
  };
}

/** What is not drawn, as sentences. */
function remarks(plot) {
  if (plot.kind === "image") {
    if (plot.shownRows === plot.rows && plot.shownColumns === plot.columns) return [];
    return [`Thinned for this page to ${plot.shownRows} × ${plot.shownColumns} of ${plot.rows} × ${plot.columns} values, evenly spaced.`];
  }
  const sum = key => plot.series.reduce((all, s) => all + s[key], 0);
  const count = n => n.toLocaleString("en-US");
  const visible = sum("of") - sum("undrawable");
  const found = [];
  if (sum("drawn") < visible) found.push(`Thinned for this page to ${count(sum("drawn"))} of ${count(visible)} points.`);
  if (sum("undrawable") > 0) {
    const why = plot.x.log || plot.y.log ? "not finite, or not positive along a logarithmic axis" : "not finite";
    found.push(`${count(sum("undrawable"))} of ${count(sum("of"))} points are not drawn: they are ${why}.`);
  }
  return found;
}
