# Карталар және графиктер.

# Тақырыптар және олардың астындағы жолдар.
map-title-main = { $title }: әсер ету аймақтары
map-title-air = { $title }: ауадағы аймақтар
map-title-soil = { $title }: топырақтағы аймақтар
map-title-soil-later = { $title }: кейінгі мерзімдердегі топырақтағы аймақтар
map-title-probability = { $title }: құлау орны табылғанға дейінгі { -probability }
map-title-fall = { $title }: { -fall-area }
map-times = { $utc } (жергілікті уақыт { $local })
map-subtitle = { $times } · { $vehicle } · { $members } · { $weather }
map-weather-observed = ауа райы бақылау бойынша
map-weather-assumed = сол күнгі ауа райы белгісіз: ауқымдар қабылданған, есепті қараңыз

# Шығу деректері.
map-projection = Проекция: Ламберттің тең шамалы азимуттық проекциясы, орталығы { $place }, WGS 84; аудандар бұрмаланбаған, ұзындықтар { $error } % шегінде.
map-base = Негізі: Natural Earth (қоғамдық игілік). Елді мекендер: GeoNames (CC BY 4.0) және санақтар.
map-base-own = Негізі: пайдаланушының файлдары және Natural Earth. Елді мекендер: GeoNames (CC BY 4.0) және санақтар.
map-regions-before-2022 = Облыс шекаралары: 08.06.2022 дейінгі.
map-relief-drawn = Жер бедері: { $source }, биіктіктер { $times } есе үлкейтілген.
map-relief-coarse = Жер бедері көрсетілмеген: { $source } деректері бұл масштабқа тым ірі (дәлірегін --elevation береді).
map-relief-none = Жер бедері көрсетілмеген: мұндағы биіктіктер белгісіз.
map-lease-bundled = Жалға алынған аумақ шекарасы: Natural Earth, жалпыланған, ресми 6717 км² ауданға келтірілген; кадастрлық емес.
map-lease-own = Жалға алынған аумақ шекарасы: { $source }.
map-made = heptyl { $version }, { -scenario } { $scenario }, { $members }, { -seed } { $seed }.
map-made-plot = heptyl { $version }, { -scenario } { $scenario }.

# Безендіру.
map-north = С
map-east = Ш
map-south = О
map-west = Б
map-meridian = { $side ->
    [west] б. б.
   *[east] ш. б.
} { $deg }°
map-parallel = { $side ->
    [south] о. е.
   *[north] с. е.
} { $deg }°
map-per-cent = { $n } %
map-inset = Қазақстан
map-rose = Жел, 10 м, қайдан
map-rose-observed = бақылау бойынша, { $members }
map-rose-assumed = қабылданған, { $members }
map-rose-speeds = { $range } м/с
map-rose-none = жел белгісіз
map-enlarged = { $names }: { $times } есе үлкейтілген

# Аймақтардың шартты белгілері.
map-zones = Картадағы аймақтар
map-area = ауданы
map-people = адамдар
map-quantiles = медиана және нұсқалардың 5–95 %-ы
map-not-reached = жетпейді
map-nowhere-5 = еш жерде 5 %-бен емес
map-nowhere-50 = еш жерде 50 %-бен емес
map-means-acute-3 = { severity-acute-3 }
map-means-acute-2 = тұрақты зиян
map-means-acute-1 = өткінші әсер
map-means-idlh = шұғыл қауіп
map-means-hygienic = нормативтен асу
map-limit-means = { $limit }, { $meaning }
map-no-limits = Мұнда шыққан заттар үшін бағдарлама бірде-бір нормативті білмейді.
map-nothing = Бірде-бір норматив еш жерде 5 % және одан жоғары ықтималдықпен асып кетпейді: аймақтар көрсетілмеген.
map-key-probability = Нормативтен асу ықтималдығы, мынадан бастап:
map-note-moves = Аймақтар ең ықтимал құлау орнынан көрсетілген және онымен бірге жылжиды.
map-note-moves-see = Аймақтар ең ықтимал құлау орнынан көрсетілген және онымен бірге жылжиды ({ $map }).
map-note-hidden = Бұл масштаб үшін тым кіші: { $names }.
map-note-enlarged = Бұл масштаб үшін тым кіші, қосымша картаны қараңыз: { $names }.
map-note-enlarged-see = Бұл масштаб үшін тым кіші, қосымша картаны және { $map } қараңыз: { $names }.
map-note-see = Бұл масштаб үшін тым кіші, { $map } қараңыз: { $names }.

# Өзге шартты белгілер.
map-sign-reported = хабарланған құлау орны
map-sign-modelled = есептелген құлау орны
map-sign-own-pad = осы ұшырудың алаңы
map-sign-pad = басқа алаң
map-sign-settlement = мекен
map-sign-track = қозғалтқышпен ұшу ізі
map-sign-fall-track = құлау ізі
map-sign-break-up = қирау, ірісі: көбірек
map-sign-failure = істен шығу нүктесінің асты
map-sign-loaded = отыны бар сынық
map-sign-other = өзге сынық
map-sign-fall-area = құлаулардың 95 %-ы
map-sign-lease = жалға алынған, { $area }
map-sign-drop-zone = бөліктер құлайтын аудан
map-sign-region = облыс шекарасы
map-sign-country = мемлекеттік шекара
map-sign-water = су нысаны
map-sign-water-touched = отын түсетін су
map-people-in-place = мекендегі тұрғындар:
map-up-to = { $n } дейін
map-more = одан көп
map-water-share = { $name }: { $share }

# Белгілер жанындағы жазулар.
map-at-reported = хабарланған
    құлау орны
map-at-modelled = есептелген
    құлау орны
map-at-both = хабарланған және
    есептелген құлау орны

# Ықтималдық картасының шартты белгілері.
map-probability = { CAP(-probability) }
map-exceeds = мынадан асу: { $limit } ({ $zone })
map-band = { $from }–{ $to } %
map-band-last = { $from } % және одан көп
map-band-nowhere = { $band }: еш жерде
map-probability-note = Құлау орнының, желдің және көздің шашырауы ескерілген: бұл құлау орны табылғанға дейін дұрыс.
map-area-of-member = бір нұсқадағы аудан
map-people-of-member = ондағы адамдар

# Құлау картасының шартты белгілері.
map-fall-heading = { CAP(-fall-area) }
map-fall-holds = негізгі сынықтардың { $share } %-ы
map-fall-computed = есептелген құлаулар
map-fall-pieces = картадағы сынықтар (отыны бар)
map-fall-centre = орталығы
map-fall-sigma = орташа квадраттық ауытқу
map-fall-sigma-value = { $along } бойымен, { $across } көлденең
map-fall-azimuth = үлкен осьтің азимуты
map-fall-altitude = қирау биіктігі
map-fall-whole = қирамайды
map-fall-speed = жерге соғылу жылдамдығы
map-fall-report = хабарланған орын
map-fall-report-inside = { $distance }, 95 % ішінде
map-fall-report-outside = { $distance }, 95 % сыртында

# Елді мекендер кестесі және ресми деректер.
map-first-settlements = Алғашқы елді мекендер
map-settlements-head = гептил, 20 мин, мг/м³
map-arrival = жетуі
map-median = медиана
map-reported = Хабарланғаны
map-basis-stated = мәлімделген
map-basis-assumed = қабылданған
map-reported-source = { $basis }: { $source }

# Құлау картасының астындағы профиль.
map-profile = Номинал ұшу және отыны бар сынықтардың түсетін жері
map-profile-break-ups = Номинал ұшу, қираулар және отыны бар сынықтардың түсетін жері
map-profile-distance = алаңнан жер бойымен қашықтық, км
map-profile-height = биіктік, км
map-profile-thrust = қозғалтқыш жұмысының соңы, { $height }

# Кейінгі мерзімдердегі топырақ.
map-day = { $day }-тәулік
map-day-nowhere = еш жерде 5 % және одан жоғары емес
map-later-head = нормативтен асу ауданы, медиана және нұсқалардың 5–95 %-ы
map-later-note = Уытсыздандырусыз. Жер, масштаб және түстер барлық мерзімде бірдей.

# Тамшылар графигі.
plot-droplets-title = { $title }: қандай тамшылар жерге жетеді
plot-droplets-subtitle = Отын берілген биіктікте босаса, жерге дейін жететін тамшының және ұсақталудан кейінгі ең ірі тамшының мөлшері · { $vehicle }
plot-droplets-udmh = Гептил (СЕДМГ)
plot-droplets-nto = Азот тетраоксиді (АТ)
plot-droplets-height = отын босайтын биіктік, км
plot-droplets-diameter = тамшының диаметрі
plot-droplets-shaded = боялған: тыныштықта босаған
    мұндай тамшылар жерге жетеді
plot-droplets-at-rest = ұсақталмай түсетін ең ірі
    тамшы, { $size }
plot-droplets-at-speed = зымыран жылдамдығында ауа ағыны
    қалдыратын ең ірі тамшы
plot-droplets-air = жердегі
    ауа
plot-droplets-good = қисықтардың дәлдігі
    { $factor } есеге дейін
plot-droplets-failure = істен шығу: { $height }
plot-droplets-reading = Қисықтардан не шығады
plot-droplets-granted = Қабылданды. { $texts }
plot-droplets-shares = Жерге сұйық күйде жететін гептил үлесі, %
plot-droplets-set-free = биіктігі, км
plot-droplets-row-speed = шашыранды, зымыран жылд.
plot-droplets-row-rest = шашыранды, тыныш, { $temperature }
plot-droplets-row-tanks = жабық бактарда, кез келген биіктік (қабылданған)
plot-droplets-shares-note = Медиана (тамшы мөлшері заңдарының немесе қабылданған ауқымның 5–95 %-ы). «Тыныш» — ең үлкен мүмкін мән: бак баяу құлау кезінде жарылады. Шашыранды — ауада жанбайтын әрі бакпен түспейтін бөлігі; бакпен түскені соққан жерде ішінара жанады.

# Сезімталдық графигі.
plot-sensitivity-title = { $title }: нәтижеге қай бастапқы шама көбірек әсер етеді
plot-sensitivity-subtitle = Бастапқы шамалар мен нәтижелердің рангтік корреляциясы, { $members } · { $vehicle }
plot-sensitivity-input = Бастапқы шама
plot-sensitivity-input-note = астында: нұсқалардың 90 %-ын қамтитын ауқым
plot-sensitivity-not-told = Айтылмайды: { $because }.
plot-sensitivity-smaller = ← шама артса, нәтиже азаяды
plot-sensitivity-larger = шама артса, нәтиже артады →
plot-sensitivity-measure = Алдымен нені өлшеу керек
plot-sensitivity-how = Бағаналарды қалай оқу керек
plot-sensitivity-bar = Бағана: рангтік корреляция (Спирмен). +1 болса, шама артқанда аудан не адам саны әрдайым артады, −1 болса азаяды, 0 болса әсер етпейді. Сызық: оның аралығы; бір бағандағы барлық аралық { $confidence } % ықтималдықпен бірге дұрыс.
plot-sensitivity-pale = Солғын бағана: аралықта нөл бар, әсерді кездейсоқтықтан ажырату мүмкін емес.
plot-sensitivity-diamond = Ромб: өзге шамалар тұрақты кездегі жеке рангтік корреляция. Ромбы нөлге жақын ұзын бағана басқа шамаға ғана ілеседі; ромб жоқ болса, оны өзгелері анықтап қойған.
plot-sensitivity-disc = Шаманы инспектор өлшей немесе сұрата алады.
plot-sensitivity-mark = Бірінші, екінші, үшінші өлшенетіні: айқын көрінетін әрі өлшеуге болатын шамалар. Ретін бағана белгілейді: шаманы білген адам онымен байланыстыны да біледі. Бағанасы жоқ шама бұл нәтижеге қатыспайды.
plot-sensitivity-holds = Қабылданған ауқымдар шегінде дұрыс: ауқымы тым тар шама зиянсыз болып көрінеді.
plot-sensitivity-same = Салыстырылмады, көбіне айырмасы жоқ болғандықтан: { $names }.
plot-sensitivity-weaker = Әлсіз шамалар: { $file }.

# Ауа райы графигі.
plot-weather-title = { $title }: биіктік бойынша жел және температура
plot-weather-hodograph = Годограф: жел қайда соғады, м/с
plot-weather-wind = Жел
plot-weather-temperature = Температура
plot-weather-says = Профиль не көрсетеді
plot-weather-height = жерден биіктік, км
plot-weather-north = солтүстікке
plot-weather-east = шығысқа
plot-weather-layer = { $from }–{ $to } км
plot-weather-layer-last = { $from } км-ден жоғары
plot-weather-none = файлда температура жоқ
plot-weather-celsius = температура, °C
plot-weather-mixing = { -mixing-height } { $height }
plot-weather-tropopause = тропопауза { $height }
plot-weather-shaded = боялған: инверсиялар, биіктеген сайын жылиды
plot-weather-speed = жылдамдық, м/с
plot-weather-band = жолақ: ±{ $sigma } м/с, бір стандартты ауытқу
plot-weather-blows-to = қайда соғады
plot-weather-calm = жел жоқ

# Тексеру графиктері.
plot-scatter-title = Шығарынды бірлігіне келетін доға максимумдары: есеп және өлшеу
plot-residuals-title = Доға максимумдары: есептің өлшеуге қатынасы, қашықтық бойынша
plot-evaluation-subtitle = Жағдайлар: { $cases }, { $basis }: FAC2 { $fac2 }, FB { $fb }, NMSE { $nmse }, MG { $mg }, VG { $vg }. Тұтас сызық: сәйкестік, үзік сызық: екі есе.
plot-evaluation-measured = өлшенген турбуленттілік
plot-evaluation-routine = тек әдеттегі ауа райы
plot-evaluation-stable = орнықты ауа
plot-evaluation-unstable = орнықсыз ауа
plot-evaluation-observed = өлшеу, с/м³
plot-evaluation-predicted = есеп, с/м³
plot-evaluation-distance = қашықтық, м
plot-evaluation-ratio = есептің өлшеуге қатынасы
plot-evaluation-made = heptyl { $version }, жағдайлар: { $file }
