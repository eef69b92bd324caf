# Terms of the domain: each stands here once, and messages refer to it. A term may have cases.

# Substances.
-udmh = heptyl
-udmh-full = unsymmetrical dimethylhydrazine (heptyl, UDMH)
-nto = nitrogen tetroxide
-nto-full = nitrogen tetroxide (amyl, NTO)
-no2 = nitrogen dioxide
-nitrate = nitrate
-ndma = nitrosodimethylamine
-ndma-short = NDMA
-kerosene = kerosene
-oxygen = liquid oxygen
-hydrogen = liquid hydrogen
-peroxide = hydrogen peroxide
-petroleum = petroleum products
-propellant = propellant
-oxidiser = oxidiser

# Limits.
-mpc = MPC
-mpc-full = maximum permissible concentration (MPC)
-tac = tentative permissible concentration
-limit = limit
-exceedance = exceedance
-ratio-to-limit = multiple of the limit
-background-level = background level

# The failure and the fall.
-launch-vehicle = launch vehicle
-stage = stage
-separating-part = dropped part of the launch vehicle
-failure = failure
-accident = accident
-break-up = break-up
-fall-area = fall area
-drop-zone = drop zone
-place-of-impact = place of impact
-fragment = fragment
-ground-track = ground track
-lease = leased area of the Baikonur complex
-launch-pad = launch pad

# Release and spread.
-fireball = fireball
-spill = spill
-release = release
-source-term = source term
-ledger = mass ledger
-cloud = cloud
-deposition = deposition
-washout = washout by rain
-run-off = run-off
-concentration = concentration
-dosage = dosage
-toxic-load = toxic load
-mixing-height = mixing height
-stability = stability of the air

# Zones and people.
-zone = zone
-settlement = settlement
-population = population
-rural-background = rural population outside listed settlements
-air = air
-soil = soil
-water = water
-river = river
-lake = lake
-restriction = restriction

# Work on the ground.
-sample = sample
-sampling-point = sampling point
-clean-up = clean-up
-joint-commission = bilateral commission
-survey-act = accident survey act
-separate-opinion = separate opinion
-local-authority = local executive body

# The calculation.
-scenario = scenario
-member = member
-ensemble = ensemble
-seed = seed
-probability = probability
-uncertainty = uncertainty
-sensitivity = sensitivity
-assumption = assumption
-threshold-table = table of limits
