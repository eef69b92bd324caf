# Files for geographic information systems.

# Layers of zones.gpkg: title, and what it holds.
gis-zones-air = Zones of air
gis-zones-air-about = Where a limit in air is exceeded, by probability; frame about-impact holds once the place of impact is found, frame geographic before
gis-zones-soil = Zones of soil
gis-zones-soil-about = Where a limit in soil is exceeded, by probability, about the place of impact
gis-fall-regions = Fall regions
gis-fall-regions-about = Smallest regions that hold a share of the main pieces
gis-drop-zones = { imap-drop-zones }
gis-drop-zones-about = Where stages come down as planned
gis-lease = Lease of the cosmodrome
gis-lease-about = Outline used; not a cadastral border
gis-ground-track = { imap-ground-track }
gis-ground-track-about = Nominal ascent to the failure, then to the place of impact
gis-impacts = Impacts of all members
gis-impacts-about = Pieces of every member on the ground
gis-settlements = { imap-settlements }
gis-settlements-about = Settlements in a zone or near, with what the cloud brings
gis-receptors = { imap-receptors }
gis-receptors-about = Schools, wells, pastures and sampling points that were given
gis-pads = { imap-pads }
gis-pads-about = Pads and other places of the cosmodrome
gis-samples = Proposed sampling points
gis-samples-about = Where, what and how deep to sample, in the order of the work
gis-places = Places of impact
gis-places-about = Likeliest and reported place of impact, launch pad

# Legends.
gis-fall-share = { $share } of the main pieces
gis-with-propellant = With propellant
gis-without-propellant = Without propellant
gis-in-a-zone = In a zone
gis-near = Outside of the zones
gis-priority = Priority { $n }
gis-likeliest-impact = Likeliest place of impact
gis-reported-impact = { imap-impact-reported }
gis-pad = Launch pad

# Sampling points.
sample-role-centre = middle of the spill or crater
sample-role-rim = rim of the spill or crater
sample-role-settlement = { -settlement }
sample-role-receptor = place of the user
sample-role-water = river or lake
sample-role-axis = down the wind
sample-role-boundary = outline of a zone of soil
sample-role-background = background
sample-role-flank = beside the axis
sample-medium-soil = soil { $layers } cm
sample-medium-vegetation = plants
sample-medium-snow = snow
sample-medium-water = { -water }
sample-medium-air = air at 1.5 m
sample-at = { $distance } at { $azimuth } from the middle
gis-samples-gpx = Sampling points: { $title }
