"use strict";
// The interactive map of the report. Everything it shows stands in the scene beside it; nothing is fetched.
(() => {
  const host = document.getElementById("imap");
  const scene = JSON.parse(document.getElementById("imap-scene").textContent);
  const words = scene.words;

  // ---- numbers as people write them -------------------------------------------------------------------------

  const grouped = (text) => {
    const [whole, part] = text.split(".");
    const apart = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
    return part ? apart + scene.decimal + part : apart;
  };

  const twoDigits = (value) => {
    if (value === 0) return "0";
    const exponent = Math.floor(Math.log10(Math.abs(value)));
    const rounded = Number(value.toPrecision(2));
    return grouped(rounded.toFixed(Math.max(0, 1 - exponent)));
  };

  const degrees = (value, sides) => `${Math.abs(value).toFixed(4).replace(".", scene.decimal)}° ${sides[value < 0 ? 1 : 0]}`;

  const place = (at) => `${degrees(at.lat, words.north_south)}, ${degrees(at.lng, words.east_west)}`;

  // ---- page elements ----------------------------------------------------------------------------------------

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const rows = (list) => {
    const made = element("dl");
    for (const [what, value] of list) made.append(element("dt", "", what), element("dd", "", value));
    return made;
  };

  const card = (title, list) => {
    const made = element("div", "imap-card");
    made.append(element("strong", "", title), rows(list));
    return made;
  };

  // ---- the map ----------------------------------------------------------------------------------------------

  const map = L.map(host, {
    zoomControl: false, zoomSnap: 0.25, minZoom: 3, maxZoom: 19, scrollWheelZoom: false, fadeAnimation: false,
    zoomAnimation: false, markerZoomAnimation: false, inertia: false, attributionControl: false,
  });
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  const Scale = L.Control.Scale.extend({
    _updateMetric(longest_m) {
      const shown_m = this._getRoundNum(longest_m);
      const label = shown_m < 1000 ? `${shown_m} ${words.metre}` : `${grouped(String(shown_m / 1000))} ${words.kilometre}`;
      this._updateScale(this._mScale, label, shown_m / longest_m);
    },
  });
  new Scale({ imperial: false, maxWidth: 140 }).addTo(map);
  // The wheel scrolls the page until the map is clicked or reached by the keyboard.
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());

  const PANES = ["ground", "field", "zones", "lines", "points", "places"];
  PANES.forEach((name, order) => { map.createPane(name).style.zIndex = 300 + 20 * order; });

  // Icons as paths: not every font has the signs.
  const icon = (path) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    made.setAttribute("viewBox", "0 0 20 20");
    const line = document.createElementNS(made.namespaceURI, "path");
    line.setAttribute("d", path);
    made.append(line);
    return made;
  };
  const ICONS = {
    start: "M10 2v4M10 14v4M2 10h4M14 10h4M10 6a4 4 0 1 0 .01 0",
    whole: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 7l6 6M13 7l-6 6",
    screen: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  };

  const button = (path, title, act) => {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = element("div", "leaflet-bar");
      const made = element("button", "imap-button");
      made.append(icon(path));
      Object.assign(made, { type: "button", title });
      made.setAttribute("aria-label", title);
      made.addEventListener("click", act);
      L.DomEvent.disableClickPropagation(bar);
      bar.append(made);
      return bar;
    };
    control.addTo(map);
  };
  const [start, whole] = [L.latLngBounds(scene.start), L.latLngBounds(scene.whole)];
  button(ICONS.start, words.fit_start, () => map.fitBounds(start));
  button(ICONS.whole, words.fit_whole, () => map.fitBounds(whole));
  const frame = document.getElementById("imap-frame");
  if (frame.requestFullscreen) {
    button(ICONS.screen, words.full_screen, () => (document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen()));
  }

  // ---- layers -----------------------------------------------------------------------------------------------

  const stroke = (layer) => ({
    pane: layer.pane, color: layer.line, weight: layer.width, dashArray: layer.dash, fillColor: layer.fill,
    fill: layer.fill !== null, fillOpacity: layer.opacity, opacity: layer.line ? 1 : 0, stroke: layer.line !== null,
    interactive: false, bubblingMouseEvents: true, smoothFactor: 0.6,
  });

  const shapes = (layer) => {
    const group = L.layerGroup();
    for (const feature of layer.features) {
      group.addLayer(L.geoJSON(feature.geometry, { style: stroke(layer), interactive: false }));
    }
    return group;
  };

  const dots = (layer) => {
    const group = L.layerGroup();
    const renderer = L.canvas({ pane: layer.pane, padding: 0.3 });
    for (const feature of layer.features) {
      for (const [lon, lat] of feature.geometry.coordinates) {
        group.addLayer(L.circleMarker([lat, lon], { ...stroke(layer), renderer, radius: layer.radius, interactive: false }));
      }
    }
    return group;
  };

  const labels = [];

  const placeSign = (layer, feature) => {
    const [lon, lat] = feature.geometry.coordinates;
    const sign = element("span", `imap-sign imap-${layer.sign}`);
    sign.style.setProperty("--size", `${feature.size}px`);
    sign.style.setProperty("--line", layer.line);
    sign.style.setProperty("--fill", layer.fill);
    const name = element("span", "imap-name", feature.name);
    const html = element("div", "imap-place");
    html.append(sign, name);
    const icon = L.divIcon({ html, className: "", iconSize: [0, 0] });
    const marker = L.marker([lat, lon], { icon, pane: layer.pane, keyboard: true, title: "", alt: feature.name });
    marker.bindTooltip(card(feature.name, feature.rows), { direction: "top", offset: [0, -8], className: "imap-tip" });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", feature.name));
    labels.push({ marker, name, weight: feature.weight });
    return marker;
  };

  const places = (layer) => L.layerGroup(layer.features.map((feature) => placeSign(layer, feature)));

  // Names that would cover a weightier one are hidden.
  const arrangeLabels = () => {
    const taken = [];
    for (const label of [...labels].sort((a, b) => b.weight - a.weight)) {
      if (!map.hasLayer(label.marker)) continue;
      label.name.hidden = false;
      const box = label.name.getBoundingClientRect();
      const clash = taken.some((t) => box.left < t.right && t.left < box.right && box.top < t.bottom && t.top < box.bottom);
      label.name.hidden = clash;
      if (!clash) taken.push(box);
    }
  };

  // ---- grids ------------------------------------------------------------------------------------------------

  const valueOf = (grid, code) => (code === 0 ? 0 : grid.low * (grid.high / grid.low) ** ((code - 1) / (scene.levels - 1)));

  const decode = (grid) => { grid.codes = Uint8Array.from(atob(grid.codes), (c) => c.charCodeAt(0)); };

  const cell = (grid, at) => {
    const column = Math.floor((at.lng - grid.west) / grid.step_lon);
    const row = Math.floor((grid.north - at.lat) / grid.step_lat);
    const inside = row >= 0 && column >= 0 && row < grid.rows && column < grid.columns;
    return inside ? grid.codes[row * grid.columns + column] : undefined;
  };

  // The finest grid that has the place; none where nothing was computed.
  const fieldAt = (field, at) => {
    for (const grid of field.grids) {
      const code = cell(grid, at);
      if (code !== undefined && code !== scene.no_value) return { value: valueOf(grid, code), grid };
    }
    return undefined;
  };

  const shade = (field, value) => {
    const [low, high] = field.shown;
    if (value < low) return null;
    const share = Math.min(1, Math.log(value / low) / Math.log(high / low));
    return field.colours[Math.min(field.colours.length - 1, Math.floor(share * field.colours.length))];
  };

  const paintGrid = (context, coords, field, grid) => {
    const corner = coords.scaleBy(L.point(256, 256));
    const pixel = (lat, lon) => map.project([lat, lon], coords.z).subtract(corner);
    for (let row = 0; row < grid.rows; row += 1) {
      const north = grid.north - row * grid.step_lat;
      const top = pixel(north, grid.west), bottom = pixel(north - grid.step_lat, grid.west + grid.columns * grid.step_lon);
      if (bottom.y < 0 || top.y > 256) continue;
      const width = (bottom.x - top.x) / grid.columns;
      const first = Math.max(0, Math.floor(-top.x / width)), last = Math.min(grid.columns, Math.ceil((256 - top.x) / width));
      for (let column = first; column < last; column += 1) {
        const code = grid.codes[row * grid.columns + column];
        const colour = code === scene.no_value ? null : shade(field, valueOf(grid, code));
        if (!colour) continue;
        context.fillStyle = colour;
        const x = Math.round(top.x + column * width), y = Math.round(top.y);
        context.fillRect(x, y, Math.round(top.x + (column + 1) * width) - x, Math.round(bottom.y) - y);
      }
    }
  };

  const FieldLayer = L.GridLayer.extend({
    createTile(coords) {
      const tile = element("canvas");
      tile.width = tile.height = 256;
      const context = tile.getContext("2d");
      // The coarse grid first, so that the fine one covers it.
      for (const grid of [...this.options.field.grids].reverse()) {
        const corner = coords.scaleBy(L.point(256, 256));
        const a = map.project([grid.north, grid.west], coords.z).subtract(corner);
        const b = map.project([grid.north - grid.rows * grid.step_lat, grid.west + grid.columns * grid.step_lon], coords.z)
          .subtract(corner);
        context.clearRect(a.x, a.y, b.x - a.x, b.y - a.y);
        paintGrid(context, coords, this.options.field, grid);
      }
      return tile;
    },
  });

  // ---- what lies under the cursor ---------------------------------------------------------------------------

  const inRing = (ring, x, y) => {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i], [xj, yj] = ring[j];
      if ((yi > y) !== (yj > y) && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
    return inside;
  };

  const holds = (geometry, at) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    return polygons.some((rings) => rings.reduce((odd, ring) => odd !== inRing(ring, at.lng, at.lat), false));
  };

  const readout = document.getElementById("imap-readout");

  const zoneCards = (at) => {
    const made = [];
    for (const layer of scene.layers) {
      if (!layer.told || !map.hasLayer(layer.drawn)) continue;
      const inside = layer.features.filter((feature) => holds(feature.geometry, at));
      if (inside.length === 0) continue;
      const surest = inside.reduce((a, b) => (b.probability > a.probability ? b : a));
      made.push(card(surest.name, [...surest.rows, ...layer.rows]));
    }
    return made;
  };

  const fieldRows = (at) => {
    const made = [];
    for (const field of scene.fields) {
      const found = fieldAt(field, at);
      if (!found) continue;
      const text = found.value > 0 ? `≈ ${twoDigits(found.value)}` : `< ${twoDigits(found.grid.low)}`;
      made.push([field.label, `${text} ${field.unit}`]);
    }
    return made;
  };

  const tell = (at) => {
    const values = fieldRows(at);
    readout.replaceChildren(element("p", "imap-at", place(at)));
    if (values.length > 0) readout.append(card(words.values_here, values), element("p", "imap-note", words.values_note));
    const zones = zoneCards(at);
    if (zones.length > 0) readout.append(...zones);
    else readout.append(element("p", "imap-note", words.no_zone_here));
  };

  map.on("mousemove click", (event) => tell(event.latlng));
  const byKeyboard = () => host.classList.contains("imap-keys");
  host.addEventListener("keydown", () => { host.classList.add("imap-keys"); });
  map.on("mousemove", () => host.classList.remove("imap-keys"));
  map.on("moveend", () => { if (byKeyboard()) tell(map.getCenter()); });

  // ---- legend with switches ---------------------------------------------------------------------------------

  const swatch = (layer) => {
    const made = element("span", `imap-swatch imap-swatch-${layer.swatch}`);
    if (layer.sign) {
      made.append(element("span", `imap-sign imap-${layer.sign}`));
      made.style.setProperty("--size", "12px");
    }
    made.style.setProperty("--line", layer.line ?? "transparent");
    made.style.setProperty("--fill", layer.fill ?? "transparent");
    return made;
  };

  const show = (layer, on) => {
    if (on) map.addLayer(layer.drawn); else map.removeLayer(layer.drawn);
    arrangeLabels();
  };

  const toggle = (layer) => {
    const row = element("label", "imap-layer");
    const box = element("input");
    Object.assign(box, { type: "checkbox", checked: layer.on });
    box.dataset.layer = layer.id;
    box.addEventListener("change", () => show(layer, box.checked));
    row.append(box, swatch(layer), element("span", "", layer.legend ?? layer.label));
    return row;
  };

  const legend = document.getElementById("imap-legend");
  const sets = new Map();
  for (const group of words.groups) {
    const set = element("fieldset");
    set.append(element("legend", "", group.title));
    if (group.note) set.append(element("p", "imap-note", group.note));
    sets.set(group.id, set);
  }
  const group = (id) => {
    const set = sets.get(id);
    if (!set.isConnected) {
      const after = words.groups.slice(words.groups.findIndex((known) => known.id === id) + 1);
      const next = after.map((known) => sets.get(known.id)).find((known) => known.isConnected);
      legend.insertBefore(set, next ?? null);
    }
    return set;
  };
  // Layers that few ask for fold away.
  const folded = (id) => {
    const key = `${id}-more`;
    if (!sets.has(key)) {
      const more = element("details");
      more.append(element("summary", "", words.more));
      group(id);
      sets.set(key, more);
    }
    return sets.get(key);
  };

  const drawers = { shapes, dots, places };
  map.fitBounds(start);
  for (const layer of scene.layers) {
    layer.drawn = drawers[layer.drawing](layer);
    (layer.folded ? folded(layer.group) : group(layer.group)).append(toggle(layer));
    if (layer.on) map.addLayer(layer.drawn);
  }
  for (const field of scene.fields) {
    field.grids.forEach(decode);
    field.drawn = new FieldLayer({ pane: "field", field, opacity: 0.8, minZoom: 3, maxZoom: 19 });
    Object.assign(field, { swatch: "ramp", line: field.colours[0], fill: field.colours[field.colours.length - 1], on: false });
    field.legend = `${field.label}, ${field.shown.map(twoDigits).join("–")} ${field.unit}`;
    group("fields").append(toggle(field));
  }
  for (const [key, more] of sets) if (key.endsWith("-more")) sets.get(key.slice(0, -5)).append(more);
  map.on("zoomend", arrangeLabels);
  arrangeLabels();
  readout.append(element("p", "imap-note", words.how_to));
  host.dataset.ready = "yes";
})();
