# The accident survey act. It is printed in Kazakh and Russian; the English text is for whoever maintains the form.

act-title = Act of the survey of a rocket accident site
act-number = No. ______ of “____” ______________ 20____
act-place-of-writing = Place of writing: ______________________________
act-draft = Draft form, filled in part by a calculation.
act-draft-marks = Shaded cells marked “calculation” hold a preliminary estimate by a model: they are not measurements and found nothing on the ground. Everything else is filled in by the commission by hand; the program enters no names, no measured values and no signatures.
act-basis = Basis: Agreement between the Government of the Republic of Kazakhstan and the Government of the Russian Federation on the order of interaction in the event of accidents at launches of rockets from the cosmodrome Baikonur, Astana, 18 November 1999 (in force since 23 June 2006, amended 2 June 2015).
act-form = No form of this act set by a legal act is known to the authors of the program; its fields follow the practice of joint commissions. The form that the parties have agreed upon comes first.
act-page = Page

act-commission = Commission
act-commission-text = The commission composed of the persons below surveyed the place of the accident and drew up this act.
act-party-kz = For the Kazakhstan party
act-party-ru = For the Russian party
act-chair = Chair
act-member = Member of the commission
act-invited = Invited specialist
act-role = Role
act-name = Surname, given name, patronymic
act-post = Post, organisation
act-authority = Document of authority
act-survey-time = Survey begun: “____” __________ 20____, ____ h ____ min; ended: “____” __________ 20____, ____ h ____ min

act-accident = Accident
act-item = Item
act-value = Value
act-origin = Origin
act-by-scenario = input data
act-by-model = calculation
act-by-report = reports
act-by-commission = commission
act-event = Event
act-vehicle = Launch vehicle
act-site = Launch site
act-liftoff-utc = Lift-off, UTC
act-liftoff-local = Lift-off, local time
act-failure-time = Time of the failure after lift-off
act-failure-altitude = Height at the failure
act-loaded = Left of { $what } at the failure
act-spilt = { $what } in and on the soil
act-accident-confirmed = Confirmed by the commission (cause, time, sequence of events)

act-location = Place of impact
act-reported-place = Coordinates as reported
act-modelled-place = Likeliest place by calculation
act-modelled-region = Region that holds 95 % of the main parts
act-nearest = Nearest settlement of the list
act-nearest-at = { $name }, { $distance }
act-in-lease = Inside the leased area of the complex Baikonur
act-measured-place = Coordinates measured on the ground (receiver, coordinate system, accuracy)
act-region = Region, district, rural district
act-land-user = Land user, category of land
act-terrain = Terrain, soil, vegetation, snow cover
act-waters = Nearest water bodies and wells
act-scheme = Scheme of the place: annex
act-weather = Weather during the survey (wind, temperature, precipitation)

act-fragments = List of fragments
act-fragments-model = Where parts are to be looked for
act-fragments-found = Fragments found
act-class = Class of parts
act-mean-place = Mean place
act-spread = Spread (1 σ, along × across)
act-propellant = Propellant inside on impact
act-row = No.
act-description = Description, markings
act-size-mass = Size, mass
act-latitude = Latitude
act-longitude = Longitude
act-residue = Residual propellant
act-disposal = Handed over, taken away
act-no-fall = No fall was computed: the place of impact is given by the input data.

act-spills = Spill areas
act-spills-model = Calculated areas above the limit in the soil
act-spills-found = Spill areas found
act-area-model = Area, median (5–95 %)
act-probability = Probability of exceedance
act-area-measured = Area, m²
act-layer = { $cm } cm
act-depth = Depth of the spill, cm
act-substance = Substance
act-sample-numbers = Sample numbers
act-spill-signs = Signs (colour, smell, burn)

act-samples = Samples
act-samples-text = Every sample is divided into two equal parts, one for each party, and sealed in the presence of both.
act-medium = Medium
act-place = Place
act-depth-cm = Depth, cm
act-date-time = Date, time
act-seal-kz = Seal, Kazakhstan party
act-seal-ru = Seal, Russian party
act-laboratory = Laboratory, method

act-exceedance = Exceedance of limits
act-exceedance-text = The measured concentration and its multiple of the limit are filled in from laboratory results. The column of the calculation stands apart and replaces no measurement.
act-limit-value = { -mpc }
act-legal-source = Legal source of the limit
act-measured = Actual concentration
act-measured-at = { $value } (sample { $sample })
act-multiple = Multiple of the limit
act-modelled-range = Calculation: 5–95 %
act-model-air = { $value } ({ $where }, highest of the settlements)
act-model-soil = { $value } (layer { $layer }, where most was spilt)
act-model-water = { $value } ({ $where })
act-model-none = none calculated
act-order-air = air norms, order No. ҚР ДСМ-70 of 02.08.2022
act-order-soil = soil norms, order No. ҚР ДСМ-32 of 21.04.2021
act-order-water = water norms, order No. ҚР ДСМ-138 of 24.11.2022
act-order-gn = GN 2.1.7.2735-10 (Russia)
act-order-none = no legal act in force; working level
act-check-limits = Check every limit against the act in force on the day of the event.

act-people = Settlements and people
act-people-text = Settlements where the calculation gives a probability of 5 % or more that some limit is exceeded, at most ten.
act-settlement = Settlement
act-distance = Distance from the place of impact
act-any-limit = Probability that a limit is exceeded
act-examined = People examined: ________; complaints: ________; sent to hospital: ________
act-animals = Livestock in the area: ________; animals lost: ________
act-no-settlements = The calculation names no settlement.

act-restrictions = Restrictions
act-restriction-model = Areas to be considered for a restriction (calculation)
act-restriction-set = Restrictions set
act-restriction = Restriction (access, grazing, water use, hay)
act-boundary = Boundary
act-from = From
act-until = Until
act-ordered-by = Ordered by (body, document)
act-reach = Reach, median (5–95 %)

act-detox = Detoxification and recultivation
act-method = Method, agent
act-volume = Area, volume
act-control-samples = Control samples
act-result = Result

act-conclusions = Conclusions of the commission
act-separate-opinion = Separate opinion
act-separate-opinion-text = If members of the commission do not agree with the act or part of it, they set out their opinion here or in an annex; the act is signed with this remark.

act-signatures = Signatures
act-signature = Signature
act-signed-on = Date
act-seal = Seal

act-annexes = Annexes
act-annex-map = Map of the calculated zones (map.png) and the zones as files (zones.geojson, zones.kml)
act-annex-report = Report of the calculation (report.html)
act-annex-scheme = Scheme of the place with coordinates, photographs
act-annex-protocols = Laboratory protocols of both parties
act-annex-handover = Acts of handing over fragments and samples
act-calculation = Calculation: program heptyl { $version }, scenario { $scenario }, { $members } variants, seed { $seed }; inputs and their checksums stand in manifest.json.
act-annex = Annex
