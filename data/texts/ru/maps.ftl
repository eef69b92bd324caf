# Карты и графики.

# Заголовки и строки под ними.
map-title-main = { $title }: зоны воздействия
map-title-air = { $title }: зоны в { -air(case: "pre") }
map-title-soil = { $title }: зоны в { -soil(case: "pre") }
map-title-soil-later = { $title }: зоны в { -soil(case: "pre") } в последующие сроки
map-title-probability = { $title }: { -probability } до обнаружения места падения
map-title-fall = { $title }: { -fall-area }
map-times = { $utc } ({ $local } местного времени)
map-subtitle = { $times } · { $vehicle } · { $members } · { $weather }
map-weather-observed = погода по наблюдениям
map-weather-assumed = погода дня неизвестна: приняты диапазоны, см. отчёт

# Выходные данные.
map-projection = Проекция: равновеликая азимутальная Ламберта, центр { $place }, WGS 84; площади без искажений, длины в пределах { $error } %.
map-base = Основа: Natural Earth (общественное достояние). Населённые пункты: GeoNames (CC BY 4.0) и переписи.
map-base-own = Основа: файлы пользователя и Natural Earth. Населённые пункты: GeoNames (CC BY 4.0) и переписи.
map-regions-before-2022 = Границы областей: до 08.06.2022.
map-relief-drawn = Рельеф: { $source }, высоты увеличены в { $times } { $times-n ->
    [one] раз
    [few] раза
    [many] раз
   *[other] раза
}.
map-relief-coarse = Рельеф не показан: данные { $source } слишком грубы для этого масштаба (более подробные задаёт --elevation).
map-relief-none = Рельеф не показан: высоты здесь неизвестны.
map-lease-bundled = Граница аренды: Natural Earth, обобщённая, приведена к официальной площади 6717 км²; не кадастровая.
map-lease-own = Граница аренды: { $source }.
map-made = heptyl { $version }, { -scenario } { $scenario }, { $members }, { -seed } { $seed }.
map-made-plot = heptyl { $version }, { -scenario } { $scenario }.

# Оформление.
map-north = С
map-east = В
map-south = Ю
map-west = З
map-meridian = { $deg }° { $side ->
    [west] з. д.
   *[east] в. д.
}
map-parallel = { $deg }° { $side ->
    [south] ю. ш.
   *[north] с. ш.
}
map-per-cent = { $n } %
map-inset = Казахстан
map-rose = Ветер на 10 м, откуда
map-rose-observed = по наблюдениям, { $members }
map-rose-assumed = принято, { $members }
map-rose-speeds = { $range } м/с
map-rose-none = ветер неизвестен
map-enlarged = { $names }: увеличено в { $times } { $times-n ->
    [one] раз
    [few] раза
    [many] раз
   *[other] раза
}

# Условные знаки зон.
map-zones = Зоны на карте
map-area = площадь
map-people = люди
map-quantiles = медиана и 5–95 % вариантов
map-not-reached = не достигается
map-nowhere-5 = нигде с 5 %
map-nowhere-50 = нигде с 50 %
map-means-acute-3 = { severity-acute-3 }
map-means-acute-2 = стойкий вред
map-means-acute-1 = проходящие явления
map-means-idlh = немедленная опасность
map-means-hygienic = превышение норматива
map-limit-means = { $limit }, { $meaning }
map-no-limits = Для того, что здесь выброшено, программа не знает ни одного норматива.
map-nothing = Ни один норматив нигде не превышен с вероятностью 5 % и более: зоны не показаны.
map-key-probability = Вероятность превышения норматива, от:
map-note-moves = Зоны показаны от наиболее вероятного места падения и смещаются вместе с ним.
map-note-moves-see = Зоны показаны от наиболее вероятного места падения и смещаются вместе с ним ({ $map }).
map-note-hidden = Слишком малы для этого масштаба: { $names }.
map-note-enlarged = Слишком малы для этого масштаба, см. врезку: { $names }.
map-note-enlarged-see = Слишком малы для этого масштаба, см. врезку и { $map }: { $names }.
map-note-see = Слишком малы для этого масштаба, см. { $map }: { $names }.

# Прочие условные знаки.
map-sign-reported = место падения по сообщениям
map-sign-modelled = место падения по расчёту
map-sign-own-pad = площадка этого пуска
map-sign-pad = другая площадка
map-sign-settlement = пункт
map-sign-track = трасса под тягой
map-sign-fall-track = трасса падения
map-sign-break-up = разрушение, крупнее: больше
map-sign-failure = под точкой отказа
map-sign-loaded = фрагмент с топливом
map-sign-other = прочий фрагмент
map-sign-fall-area = 95 % падений
map-sign-lease = аренда, { $area }
map-sign-drop-zone = район падения ОЧ
map-sign-region = граница области
map-sign-country = государственная граница
map-sign-water = водный объект
map-sign-water-touched = вода, куда попадает топливо
map-people-in-place = жителей в пункте:
map-up-to = до { $n }
map-more = более
map-water-share = { $name }: { $share }

# Подписи у знаков.
map-at-reported = место падения
    по сообщениям
map-at-modelled = место падения
    по расчёту
map-at-both = место падения
    по сообщениям и расчёту

# Условные знаки карты вероятности.
map-probability = { CAP(-probability) }
map-exceeds = того, что превышено { $limit } ({ $zone })
map-band = от { $from } до { $to } %
map-band-last = { $from } % и более
map-band-nowhere = { $band }: нигде
map-probability-note = Учтён разброс места падения, ветра и источника: это верно, пока место падения не найдено.
map-area-of-member = площадь в одном варианте
map-people-of-member = людей в ней

# Условные знаки карты падения.
map-fall-heading = { CAP(-fall-area) }
map-fall-holds = { $share } % основных фрагментов
map-fall-computed = рассчитано падений
map-fall-pieces = фрагментов на карте (с топливом)
map-fall-centre = центр
map-fall-sigma = среднее квадр. отклонение
map-fall-sigma-value = { $along } вдоль, { $across } поперёк
map-fall-azimuth = азимут большой оси
map-fall-altitude = высота разрушения
map-fall-whole = не разрушается
map-fall-speed = скорость у земли
map-fall-report = место по сообщениям
map-fall-report-inside = в { $distance }, внутри 95 %
map-fall-report-outside = в { $distance }, вне 95 %

# Таблица населённых пунктов и официальные данные.
map-first-settlements = Первые населённые пункты
map-settlements-head = НДМГ, 20 мин, мг/м³
map-arrival = приход
map-median = медиана
map-reported = По сообщениям
map-basis-stated = заявлено
map-basis-assumed = принято
map-reported-source = { $basis }: { $source }

# Профиль под картой падения.
map-profile = Номинальный полёт и места падения фрагментов с топливом
map-profile-break-ups = Номинальный полёт, разрушения и места падения фрагментов с топливом
map-profile-distance = расстояние от площадки по земле, км
map-profile-height = высота, км
map-profile-thrust = конец работы двигателей, { $height }

# Почва в последующие сроки.
map-day = { $day }-е сутки
map-day-nowhere = нигде не превышено с 5 % и более
map-later-head = площадь превышения, медиана и 5–95 % вариантов
map-later-note = Без детоксикации. Местность, масштаб и цвета на все сроки одни и те же.

# График капель.
plot-droplets-title = { $title }: какие капли достигают земли
plot-droplets-subtitle = Размер капли, которая долетает до земли, и наибольшей капли после дробления, если топливо освобождается на данной высоте · { $vehicle }
plot-droplets-udmh = Гептил (НДМГ)
plot-droplets-nto = Тетраоксид азота (АТ)
plot-droplets-height = высота освобождения топлива, км
plot-droplets-diameter = диаметр капли
plot-droplets-shaded = закрашено: такие капли достигают
    земли, освобождены в покое
plot-droplets-at-rest = наибольшая капля, падающая
    без дробления, { $size }
plot-droplets-at-speed = наибольшая капля, которую оставляет
    поток воздуха при скорости ракеты
plot-droplets-air = воздух
    у земли
plot-droplets-good = кривые верны
    до множителя { $factor }
plot-droplets-failure = отказ здесь: { $height }
plot-droplets-reading = Что следует из кривых
plot-droplets-granted = Принято. { $texts }
plot-droplets-shares = Доля гептила, достигающая земли в жидком виде, %
plot-droplets-set-free = высота, км
plot-droplets-row-speed = брызги, скорость ракеты
plot-droplets-row-rest = брызги, в покое, { $temperature }
plot-droplets-row-tanks = в закрытых баках, любая высота (принято)
plot-droplets-shares-note = Медиана (5–95 % законов распределения капель или принятого диапазона). «В покое» — наибольшее возможное: бак разрывается при медленном падении. Брызги — то, что не сгорает в воздухе и не падает в баках; содержимое баков частично сгорает при ударе.

# График чувствительности.
plot-sensitivity-title = { $title }: какие исходные данные сильнее всего влияют на результат
plot-sensitivity-subtitle = Ранговая корреляция исходных данных и результатов, { $members } · { $vehicle }
plot-sensitivity-input = Исходная величина
plot-sensitivity-input-note = ниже: диапазон для 90 % вариантов
plot-sensitivity-not-told = Не указано: { $because }.
plot-sensitivity-smaller = ← больше величина, меньше итог
plot-sensitivity-larger = больше величина, больше итог →
plot-sensitivity-measure = Что измерить прежде всего
plot-sensitivity-how = Как читать столбики
plot-sensitivity-bar = Столбик: ранговая корреляция (Спирмен). При +1 рост величины всегда увеличивает площадь или число людей, при −1 уменьшает, при 0 не влияет. Линия: её интервал; все интервалы столбца верны вместе с вероятностью { $confidence } %.
plot-sensitivity-pale = Бледный столбик: интервал содержит ноль, влияние не отличить от случайного.
plot-sensitivity-diamond = Ромб: частная ранговая корреляция при прочих равных. Длинный столбик с ромбом у нуля лишь следует за другой величиной; без ромба её уже определяют остальные.
plot-sensitivity-disc = Величину инспектор может измерить или запросить.
plot-sensitivity-mark = Измерить первым, вторым, третьим: то, что выделяется и поддаётся измерению. Порядок задаёт столбик: кто узнал величину, узнал и то, что с ней связано. Величина без столбика в этом итоге не участвует.
plot-sensitivity-holds = Верно в пределах принятых диапазонов: величина со слишком узким диапазоном кажется безобидной.
plot-sensitivity-same = Не сравнивались, чаще потому, что не различаются: { $names }.
plot-sensitivity-weaker = Более слабые величины: { $file }.

# График погоды.
plot-weather-title = { $title }: ветер и температура по высоте
plot-weather-hodograph = Годограф: куда дует ветер, м/с
plot-weather-wind = Ветер
plot-weather-temperature = Температура
plot-weather-says = Что показывает профиль
plot-weather-height = высота над землёй, км
plot-weather-north = на север
plot-weather-east = на восток
plot-weather-layer = { $from }–{ $to } км
plot-weather-layer-last = выше { $from } км
plot-weather-none = в файле нет температур
plot-weather-celsius = температура, °C
plot-weather-mixing = { -mixing-height } { $height }
plot-weather-tropopause = тропопауза { $height }
plot-weather-shaded = закрашено: инверсии, где с высотой теплеет
plot-weather-speed = скорость, м/с
plot-weather-band = полоса: ±{ $sigma } м/с, одно стандартное отклонение
plot-weather-blows-to = куда дует
plot-weather-calm = штиль

# Графики проверки.
plot-scatter-title = Максимумы на дугах на единицу выброса: расчёт и измерение
plot-residuals-title = Максимумы на дугах: расчёт к измерению по расстоянию
plot-evaluation-subtitle = Случаев: { $cases }, { $basis }: FAC2 { $fac2 }, FB { $fb }, NMSE { $nmse }, MG { $mg }, VG { $vg }. Сплошная линия: совпадение, штриховая: множитель два.
plot-evaluation-measured = измеренная турбулентность
plot-evaluation-routine = только обычная погода
plot-evaluation-stable = устойчивый воздух
plot-evaluation-unstable = неустойчивый воздух
plot-evaluation-observed = измерение, с/м³
plot-evaluation-predicted = расчёт, с/м³
plot-evaluation-distance = расстояние, м
plot-evaluation-ratio = расчёт к измерению
plot-evaluation-made = heptyl { $version }, случаи из { $file }
