# Short words that several outputs share.
list-and = { $first } and { $last }
yes = yes
no = no
not-known = not known
nothing-to-list = Nothing to list.
medium-air = air
medium-soil = soil
medium-water = water
medium-fall = fall of pieces
severity-hygienic = hygienic norm exceeded
severity-acute-1 = effects that pass
severity-acute-2 = lasting harm, or unable to escape
severity-idlh = immediate danger
severity-acute-3 = danger to life
zone-of-pieces = pieces come down there
basis-modelled = modelled
basis-measured = measured
basis-restricted = restricted
direction-0 = north
direction-1 = north-east
direction-2 = east
direction-3 = south-east
direction-4 = south
direction-5 = south-west
direction-6 = west
direction-7 = north-west
substance-udmh = { -udmh } (UDMH)
substance-nto = { -nto } (NTO)
substance-no2 = { -no2 } (NO₂)
substance-nitrate = { -nitrate } (NO₃)
substance-ndma = { -ndma } (NDMA)
substance-kerosene = { -kerosene }
substance-oxygen = { -oxygen }
substance-hydrogen = { -hydrogen }
substance-peroxide = { -peroxide }
substance-any = any
place-degrees = { $lat }° { $ns ->
    [south] S
   *[north] N
}, { $lon }° { $ew ->
    [west] W
   *[east] E
}
members-count = { $n } { $n-n ->
    [one] member
   *[other] members
}
people-count = { $n } { $n-n ->
    [one] person
   *[other] people
}
piece-whole-vehicle = whole vehicle
piece-tanks = tanks of stage { $stage }
piece-engine = engine of stage { $stage }
piece-shell = shell of stage { $stage }
piece-skin = skin of stage { $stage }
piece-stage = stage { $stage }
