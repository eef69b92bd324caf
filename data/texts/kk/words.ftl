# Бірнеше құжатқа ортақ қысқа сөздер.
list-and = { $first } және { $last }
yes = иә
no = жоқ
not-known = белгісіз
nothing-to-list = Мәлімет жоқ.
medium-air = ауа
medium-soil = топырақ
medium-water = су
medium-fall = сынықтардың құлауы
severity-hygienic = гигиеналық норматив асып кеткен
severity-acute-1 = өткінші белгілер
severity-acute-2 = денсаулыққа тұрақты зиян немесе өз бетімен шыға алмау
severity-idlh = тікелей қауіп
severity-acute-3 = өмірге қауіп
zone-of-pieces = мұнда сынықтар құлайды
basis-modelled = есептелген
basis-measured = өлшенген
basis-restricted = шектелген
direction-0 = солтүстік
direction-1 = солтүстік-шығыс
direction-2 = шығыс
direction-3 = оңтүстік-шығыс
direction-4 = оңтүстік
direction-5 = оңтүстік-батыс
direction-6 = батыс
direction-7 = солтүстік-батыс
substance-udmh = { -udmh } (СЕДМГ)
substance-nto = { -nto } (АТ)
substance-no2 = { -no2 } (NO₂)
substance-nitrate = { -nitrate } (NO₃)
substance-ndma = { -ndma } (НДМА)
substance-kerosene = { -kerosene }
substance-oxygen = { -oxygen }
substance-hydrogen = { -hydrogen }
substance-peroxide = { -peroxide }
substance-any = кез келген
place-degrees = { $ns ->
    [south] о. е.
   *[north] с. е.
} { $lat }°, { $ew ->
    [west] б. б.
   *[east] ш. б.
} { $lon }°
members-count = { $n } есептік нұсқа
people-count = { $n } адам
piece-whole-vehicle = тұтас зымыран
piece-tanks = бактар, { $stage }-саты
piece-engine = қозғалтқыш, { $stage }-саты
piece-shell = қабықша, { $stage }-саты
piece-skin = қаптама, { $stage }-саты
piece-stage = тұтас { $stage }-саты
