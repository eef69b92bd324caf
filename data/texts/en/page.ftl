# The interactive map of the report.

imap-title = Interactive map
imap-note = Zoom with the buttons, the wheel (after a click on the map) or the keys + and −, move with the mouse or the arrow keys. The switches beside the map show and hide layers; the values under the cursor stand below it. The map works without a network; in print the fixed map stands in its place.
imap-no-script = This browser does not run the script of the map. The fixed maps of the report show the same.
imap-layers = Layers of the map
imap-how-to = Move the cursor over the map, or touch it: its coordinates, the zones and the computed values there are listed here.

imap-zoom-in = Closer
imap-zoom-out = Further
imap-fit-start = Zones about the place of impact
imap-fit-whole = The whole event
imap-full-screen = Full screen
imap-more-limits = Further limits
imap-north = N
imap-south = S
imap-east = E
imap-west = W

imap-group-zones-found = Limits exceeded, place of impact known
imap-note-zones-found = Contours of probability 5, 50 and 95 %: the darker, the likelier.
imap-group-zones-before = Limits exceeded, before the place is found
imap-note-zones-before = The spread of the place of impact is mixed in: 5, 25, 50, 75 and 95 %.
imap-group-places = Places
imap-group-fall = Fall
imap-group-fields = Computed values
imap-note-fields = 95 % of the members stay below the value.
imap-group-ground = Base map

imap-lakes = Lakes
imap-rivers = Rivers
imap-regions = Regions
imap-countries = State borders
imap-lease = Leased area
imap-drop-zones = Drop zones
imap-pads = Launch pads
imap-settlements = Settlements
imap-receptors = Places of the user
imap-samples = Sampling points
imap-impact-model = Place of impact, model
imap-impact-reported = Place of impact, reported
imap-fall-regions = Regions of the impacts (50, 95, 99 %)
imap-ground-track = Ground track
imap-breakups = Break-ups
imap-piece = Impacts: { $piece }
imap-piece-with-propellant = Impacts with propellant: { $piece }
imap-some-of = { $what } ({ $drawn } of { $all } shown)

imap-values-here = Computed values here
imap-values-note = Highest of the event; 95 % of the members stay below. Read from a grid, to about 4 %.
imap-no-zone-here = None of the zones that are switched on lies here.
imap-exceeded-here = Exceeded here
imap-at-least = in { $share } of the members or more
imap-limit = Limit
imap-mean-over = { $limit }, mean over { $time }
imap-area = Area
imap-people-inside = People inside
imap-reach = Reach from the impact
imap-members-with-zone = Members with the zone
imap-share-of-impacts = Share of the impacts
imap-people = People
imap-people-in-year = { $people } ({ $year })
imap-kind = Kind
imap-udmh-highest = UDMH, highest in air
imap-no2-highest = NO₂, highest in air
imap-udmh-dosage = UDMH, dosage
imap-deposit = UDMH, deposit
imap-arrival = Cloud arrives after
imap-no-arrival = does not arrive
imap-any-limit = Any limit exceeded
imap-coordinates = Coordinates

imap-field-udmh-dosage = UDMH in air, dosage
imap-field-udmh-soil = UDMH on and in the soil
imap-field-udmh-soil-day = UDMH in the soil, day { $day }
imap-field-ndma-soil-day = NDMA in the soil, day { $day }
