// Numbers: out of the page's data, and as texts.

/** The numbers whose bytes stand in base 64. */
function decode(text, Type) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return new Type(bytes.buffer);
}

/** Six significant digits, without zeros at the end. */
function number(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const short = Number(value.toPrecision(6));
  const text = size !== 0 && (size < 1e-4 || size >= 1e7) ? exponential(short.toExponential()) : String(short);
  return text.replace("-", "−");
}

function exponential(text) {
  return text.replace("e+", "e").replace("e-", "e−");
}

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** Labels for the values at an axis, which are `step` apart, all in one way of writing. */
function labels(values, step, log) {
  const largest = Math.max(...values.map(Math.abs), 0);
  if (log) return values.map(powerLabel);
  const last = Math.floor(Math.log10(step) + 1e-9);
  const mantissa = Math.floor(Math.log10(largest) + 1e-9) - last;
  // A factor of ten for all reads badly if most digits are the same anyway.
  const exponents = largest >= 1e7 && mantissa < 7 || last < -5 && mantissa < 4 || last < -9;
  return values.map(v => {
    if (Math.abs(v) < step * 1e-6) return "0";
    if (!exponents) return v.toFixed(Math.max(0, -last)).replace("-", "−");
    const digits = Math.floor(Math.log10(Math.abs(v)) + 1e-9) - last;
    return exponential(v.toExponential(Math.min(15, Math.max(0, digits)))).replace("-", "−");
  });
}

function powerLabel(value) {
  const power = Math.round(Math.log10(value));
  if (Math.abs(power) < 4 || Math.abs(value / 10 ** power - 1) > 1e-9) return number(value);
  return "10" + [...String(power)].map(c => RAISED[c]).join("");
}

/** Steps of 1, 2 or 5 from `low` to `high`, about `count` of them. */
function ticks(low, high, count) {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(m => m * power >= rough * 0.999) * power;
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9 && found.length < 100; k++) found.push(k * step);
  return { step, found };
}

/** Powers of ten and what stands between them, about `count` of them. */
function logTicks(low, high, count) {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  if (Math.log10(high / low) < 1.2) {
    const linear = ticks(low, high, count);
    linear.found = linear.found.filter(v => v > 0);
    return linear;
  }
  const every = Math.max(1, Math.ceil((to - from) / Math.max(1, count)));
  const between = (to - from) * 3 <= count * 1.4 ? [1, 2, 5] : [1];
  const found = [];
  for (let p = from; p <= to; p += every) for (const m of between) found.push(m * 10 ** p);
  return { step: 10 ** from, found: found.filter(v => v >= low * 0.9999 && v <= high * 1.0001) };
}
