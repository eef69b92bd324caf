# Короткие слова, общие для нескольких документов.
list-and = { $first } и { $last }
yes = да
no = нет
not-known = неизвестно
nothing-to-list = Сведений нет.
medium-air = воздух
medium-soil = почва
medium-water = вода
medium-fall = падение фрагментов
severity-hygienic = превышен гигиенический норматив
severity-acute-1 = проходящие симптомы
severity-acute-2 = стойкий вред здоровью или невозможность самостоятельно выйти
severity-idlh = непосредственная опасность
severity-acute-3 = опасность для жизни
zone-of-pieces = здесь падают фрагменты
basis-modelled = расчёт
basis-measured = измерение
basis-restricted = ограничение
direction-0 = север
direction-1 = северо-восток
direction-2 = восток
direction-3 = юго-восток
direction-4 = юг
direction-5 = юго-запад
direction-6 = запад
direction-7 = северо-запад
substance-udmh = { -udmh } (НДМГ)
substance-nto = { -nto } (АТ)
substance-no2 = { -no2 } (NO₂)
substance-nitrate = { -nitrate } (NO₃)
substance-ndma = { -ndma } (НДМА)
substance-kerosene = { -kerosene }
substance-oxygen = { -oxygen }
substance-hydrogen = { -hydrogen }
substance-peroxide = { -peroxide }
substance-any = любое
place-degrees = { $lat }° { $ns ->
    [south] ю. ш.
   *[north] с. ш.
}, { $lon }° { $ew ->
    [west] з. д.
   *[east] в. д.
}
members-count = { $n } { $n-n ->
    [one] расчётный вариант
    [few] расчётных варианта
   *[other] расчётных вариантов
}
people-count = { $n } { $n-n ->
    [one] человек
    [few] человека
   *[other] человек
}
piece-whole-vehicle = ракета целиком
piece-tanks = баки, ступень { $stage }
piece-engine = двигатель, ступень { $stage }
piece-shell = оболочка, ступень { $stage }
piece-skin = обшивка, ступень { $stage }
piece-stage = ступень { $stage } целиком
