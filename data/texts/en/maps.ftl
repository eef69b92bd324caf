# Maps and plots.

# Titles and the lines below them.
map-title-main = { $title }: affected areas
map-title-air = { $title }: zones in the { -air }
map-title-soil = { $title }: zones in the { -soil }
map-title-soil-later = { $title }: zones in the { -soil } on later days
map-title-probability = { $title }: { -probability } before the place is found
map-title-fall = { $title }: { -fall-area }
map-times = { $utc } ({ $local } local time)
map-subtitle = { $times } · { $vehicle } · { $members } · { $weather }
map-weather-observed = weather observed
map-weather-assumed = weather of the day unknown: ranges assumed, see the report

# Credit lines.
map-projection = Projection: Lambert azimuthal equal-area, centre { $place }, WGS 84; areas are true, lengths within { $error } %.
map-base = Base map: Natural Earth (public domain). Settlements: GeoNames (CC BY 4.0) and census figures.
map-base-own = Base map: given by the user, and Natural Earth. Settlements: GeoNames (CC BY 4.0) and census figures.
map-regions-before-2022 = Region borders: before 8 June 2022.
map-relief-drawn = Relief: { $source }, heights exaggerated { $times } { $times-n ->
    [one] time
   *[other] times
}.
map-relief-coarse = No relief: { $source } is too coarse for this scale (--elevation takes a finer one).
map-relief-none = No relief: no heights are known here.
map-lease-bundled = Lease outline: Natural Earth, generalised, scaled to the official 6717 km²; not surveyed.
map-lease-own = Lease outline: { $source }.
map-made = heptyl { $version }, { -scenario } { $scenario }, { $members }, { -seed } { $seed }.
map-made-plot = heptyl { $version }, { -scenario } { $scenario }.

# Furniture.
map-north = N
map-east = E
map-south = S
map-west = W
map-meridian = { $deg }° { $side ->
    [west] W
   *[east] E
}
map-parallel = { $deg }° { $side ->
    [south] S
   *[north] N
}
map-per-cent = { $n } %
map-inset = Kazakhstan
map-rose = Wind at 10 m, from
map-rose-observed = as observed, { $members }
map-rose-assumed = as assumed, { $members }
map-rose-speeds = { $range } m/s
map-rose-none = no wind known
map-enlarged = { $names }: enlarged { $times }×

# Legend of zones.
map-zones = Zones on the map
map-area = area
map-people = people
map-quantiles = median and 5–95 % of the members
map-not-reached = not reached
map-nowhere-5 = nowhere with 5 %
map-nowhere-50 = nowhere with 50 %
map-means-acute-3 = { severity-acute-3 }
map-means-acute-2 = lasting harm
map-means-acute-1 = passing effects
map-means-idlh = danger at once
map-means-hygienic = norm exceeded
map-limit-means = { $limit }, { $meaning }
map-no-limits = The program knows no limit for what was released here.
map-nothing = No limit is exceeded anywhere with a probability of 5 % or more: no zone is drawn.
map-key-probability = Probability that the limit is exceeded, from:
map-note-moves = Zones are drawn about the likeliest place of impact and move with it.
map-note-moves-see = Zones are drawn about the likeliest place of impact and move with it ({ $map }).
map-note-hidden = Too small for this scale: { $names }.
map-note-enlarged = Too small for this scale, see the enlargement: { $names }.
map-note-enlarged-see = Too small for this scale, see the enlargement and { $map }: { $names }.
map-note-see = Too small for this scale, see { $map }: { $names }.

# Legend of signs.
map-sign-reported = place of impact, reported
map-sign-modelled = place of impact, model
map-sign-own-pad = pad of this launch
map-sign-pad = other launch pad
map-sign-settlement = settlement
map-sign-track = track under power
map-sign-fall-track = track of the fall
map-sign-break-up = break-up, larger: more
map-sign-failure = below the failure
map-sign-loaded = piece with propellant
map-sign-other = other piece
map-sign-fall-area = 95 % of the impacts
map-sign-lease = lease, { $area }
map-sign-drop-zone = drop zone
map-sign-region = border of a region
map-sign-country = border of a state
map-sign-water = water
map-sign-water-touched = water reached by the propellant
map-people-in-place = people in a place:
map-up-to = to { $n }
map-more = more
map-water-share = { $name }: { $share }

# Names at signs.
map-at-reported = place of impact,
    reported
map-at-modelled = place of impact,
    model
map-at-both = place of impact,
    reported and model

# Legend of the map of probability.
map-probability = { CAP(-probability) }
map-exceeds = that { $zone } exceeds { $limit }
map-band = { $from } to { $to } %
map-band-last = { $from } % and more
map-band-nowhere = { $band }: nowhere
map-probability-note = The spread of the place of impact, the wind and the source is mixed in: this is what holds before the place is found.
map-area-of-member = area in one member
map-people-of-member = people in it

# Legend of the map of the fall.
map-fall-heading = { CAP(-fall-area) }
map-fall-holds = holds { $share } % of the main pieces
map-fall-computed = falls computed
map-fall-pieces = pieces drawn (with propellant)
map-fall-centre = centre
map-fall-sigma = one standard deviation
map-fall-sigma-value = { $along } along, { $across } across
map-fall-azimuth = azimuth of the long axis
map-fall-altitude = altitude of the break-up
map-fall-whole = stays whole
map-fall-speed = speed at the ground
map-fall-report = reported place
map-fall-report-inside = { $distance } off, inside 95 %
map-fall-report-outside = { $distance } off, outside 95 %

# Table of settlements and official findings.
map-first-settlements = First settlements
map-settlements-head = UDMH, 20 min, mg/m³
map-arrival = arrival
map-median = median
map-reported = Reported
map-basis-stated = stated
map-basis-assumed = assumed
map-reported-source = { $basis }: { $source }

# Profile below the map of the fall.
map-profile = Nominal flight, and where pieces with propellant come down
map-profile-break-ups = Nominal flight, break-ups, and where pieces with propellant come down
map-profile-distance = distance from the pad over ground, km
map-profile-height = height, km
map-profile-thrust = end of thrust, { $height }

# Later days in the soil.
map-day = Day { $day }
map-day-nowhere = nowhere exceeded with 5 % or more
map-later-head = area above the limit, median and 5–95 % of the members
map-later-note = Without clean-up. The same ground, scale and colours on all days.

# Plot of the drops.
plot-droplets-title = { $title }: which drops reach the ground
plot-droplets-subtitle = Size of the drop that survives its fall, and of the largest one that break-up leaves, if propellant is set free at a height · { $vehicle }
plot-droplets-udmh = Heptyl (UDMH)
plot-droplets-nto = Nitrogen tetroxide (NTO)
plot-droplets-height = height at which the propellant is set free, km
plot-droplets-diameter = diameter of a drop
plot-droplets-shaded = shaded: such drops reach
    the ground, set free at rest
plot-droplets-at-rest = largest drop that falls
    without bursting, { $size }
plot-droplets-at-speed = largest drop that the stream of air
    leaves at the vehicle's speed
plot-droplets-air = air at
    ground
plot-droplets-good = the curves are good
    to a factor { $factor }
plot-droplets-failure = failure here: { $height }
plot-droplets-reading = What the curves say
plot-droplets-granted = Taken for granted. { $texts }
plot-droplets-shares = Share of heptyl that reaches the ground as liquid, %
plot-droplets-set-free = set free at, km
plot-droplets-row-speed = spray, at vehicle's speed
plot-droplets-row-rest = spray, at rest, { $temperature }
plot-droplets-row-tanks = in closed tanks, any height (assumed)
plot-droplets-shares-note = Median (5 to 95 % of the laws of drop sizes, or of the assumed range). “At rest” is the most that can be: a tank that bursts while the wreck falls slowly. The spray is what neither burns aloft nor comes down in tanks; what tanks bring down burns in part where they strike.

# Plot of the sensitivity.
plot-sensitivity-title = { $title }: which input moves the result most
plot-sensitivity-subtitle = Rank correlation of what { $members } of the ensemble drew with what they gave · { $vehicle }
plot-sensitivity-input = Input
plot-sensitivity-input-note = below it: range that holds 90 % of the members
plot-sensitivity-not-told = Not told: { $because }.
plot-sensitivity-smaller = ← more input, smaller
plot-sensitivity-larger = more input, larger →
plot-sensitivity-measure = What to measure before all else
plot-sensitivity-how = How to read the bars
plot-sensitivity-bar = Bar: rank correlation (Spearman). At +1 more of the input always gives more area or people, at −1 less, at 0 neither. Line: its interval; all of one column hold together with { $confidence } %.
plot-sensitivity-pale = Pale bar: the interval holds zero, the input cannot be told from chance.
plot-sensitivity-diamond = Diamond: partial rank correlation, with the other inputs held. A long bar with its diamond near zero only goes with another input; without a diamond the others already fix it.
plot-sensitivity-disc = The value can be measured or asked for by an inspector.
plot-sensitivity-mark = To be measured first, second, third: what stands out and can be measured. The bar decides the order, since who learns an input also learns what goes with it. An input without a bar has no part in that answer.
plot-sensitivity-holds = It holds within the ranges that the members drew from: an input whose range was taken too narrow looks harmless.
plot-sensitivity-same = Not compared, mostly because they do not differ: { $names }.
plot-sensitivity-weaker = Weaker inputs stand in { $file }.

# Plot of the weather.
plot-weather-title = { $title }: wind and temperature by height
plot-weather-hodograph = Hodograph: where the wind blows to, m/s
plot-weather-wind = Wind
plot-weather-temperature = Temperature
plot-weather-says = What the profile says
plot-weather-height = height above ground, km
plot-weather-north = to north
plot-weather-east = to east
plot-weather-layer = { $from }–{ $to } km
plot-weather-layer-last = above { $from } km
plot-weather-none = the file gives no temperatures
plot-weather-celsius = temperature, °C
plot-weather-mixing = { -mixing-height } { $height }
plot-weather-tropopause = tropopause { $height }
plot-weather-shaded = shaded: inversions, where it becomes warmer with height
plot-weather-speed = speed, m/s
plot-weather-band = band: ±{ $sigma } m/s, one standard deviation
plot-weather-blows-to = blows to
plot-weather-calm = no wind

# Plots of an evaluation.
plot-scatter-title = Arc maxima over rate of release: predicted against observed
plot-residuals-title = Arc maxima: predicted over observed, by distance
plot-evaluation-subtitle = { $cases } cases, { $basis }: FAC2 { $fac2 }, FB { $fb }, NMSE { $nmse }, MG { $mg }, VG { $vg }. Full line: agreement, dashed: a factor of two.
plot-evaluation-measured = measured turbulence
plot-evaluation-routine = routine weather only
plot-evaluation-stable = stable air
plot-evaluation-unstable = unstable air
plot-evaluation-observed = observed, s/m³
plot-evaluation-predicted = predicted, s/m³
plot-evaluation-distance = distance, m
plot-evaluation-ratio = predicted over observed
plot-evaluation-made = heptyl { $version }, cases of { $file }
