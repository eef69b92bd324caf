# Есептің интерактивті картасы.

imap-title = Интерактивті карта
imap-note = Масштаб батырмалармен, тінтуірдің дөңгелегімен (картаны басқаннан кейін) немесе + және − пернелерімен өзгереді, карта тінтуірмен немесе бағыттауыш пернелермен жылжиды. Картаның жанындағы ауыстырып-қосқыштар қабаттарды көрсетеді және жасырады; меңзер астындағы мәндер картаның астында шығады. Карта желісіз жұмыс істейді; басып шығарғанда оның орнына қарапайым карта шығады.
imap-no-script = Бұл шолғыш картаның сценарийін орындамайды. Есептің қарапайым карталары да соны көрсетеді.
imap-layers = Карта қабаттары
imap-how-to = Меңзерді картаға апарыңыз немесе картаны түртіңіз: осы жерде координаттар, аймақтар және есептелген мәндер шығады.

imap-zoom-in = Жақындату
imap-zoom-out = Алыстату
imap-fit-start = Құлау орнының маңындағы аймақтар
imap-fit-whole = Бүкіл оқиға
imap-full-screen = Толық экран
imap-more-limits = Басқа нормативтер
imap-north = с. е.
imap-south = о. е.
imap-east = ш. б.
imap-west = б. б.

imap-group-zones-found = Нормативтен асу, құлау орны белгілі
imap-note-zones-found = Ықтималдық контурлары 5, 50 және 95 %: неғұрлым қою болса, соғұрлым ықтимал.
imap-group-zones-before = Орны табылғанға дейінгі нормативтен асу
imap-note-zones-before = Құлау орнының шашырауы ескерілген: 5, 25, 50, 75 және 95 %.
imap-group-places = Нысандар
imap-group-fall = Құлау
imap-group-fields = Есептелген мәндер
imap-note-fields = Есеп нұсқаларының 95 %-ында мән бұдан төмен.
imap-group-ground = Карта негізі

imap-lakes = Көлдер
imap-rivers = Өзендер
imap-regions = Облыстар
imap-countries = Мемлекеттік шекара
imap-lease = Жалға берілген аумақ
imap-drop-zones = Құлау аудандары
imap-pads = Ұшыру алаңдары
imap-settlements = Елді мекендер
imap-receptors = Пайдаланушының нысандары
imap-samples = Сынама алу нүктелері
imap-impact-model = Есеп бойынша құлау орны
imap-impact-reported = Хабарланған құлау орны
imap-fall-regions = Құлау аймақтары (50, 95, 99 %)
imap-ground-track = Ұшу трассасы
imap-breakups = Қирау нүктелері
imap-piece = Құлау нүктелері: { $piece }
imap-piece-with-propellant = Отыны бар бөліктердің құлау нүктелері: { $piece }
imap-some-of = { $what } ({ $all } ішінен { $drawn } көрсетілген)

imap-values-here = Нүктедегі есептелген мәндер
imap-values-note = Оқиға кезіндегі ең жоғары мәндер; есеп нұсқаларының 95 %-ында төмен. Тор бойынша, дәлдігі шамамен 4 %.
imap-no-zone-here = Қосылған аймақтардың ешқайсысы бұл жерден өтпейді.
imap-exceeded-here = Мұнда асады
imap-at-least = есеп нұсқаларының кемінде { $share } бөлігінде
imap-limit = Норматив
imap-mean-over = { $limit }, { $time } ішіндегі орташа
imap-area = Ауданы
imap-people-inside = Аймақтағы адамдар
imap-reach = Құлау орнынан қашықтығы
imap-members-with-zone = Осындай аймағы бар нұсқалар
imap-share-of-impacts = Құлау нүктелерінің үлесі
imap-people = Халқы
imap-people-in-year = { $people } ({ $year })
imap-kind = Түрі
imap-udmh-highest = Ауадағы гептил, ең жоғары
imap-no2-highest = Ауадағы NO₂, ең жоғары
imap-udmh-dosage = Гептил, доза
imap-deposit = Гептил, түсуі
imap-arrival = Бұлт жететін уақыт
imap-no-arrival = жетпейді
imap-any-limit = Кемінде бір нормативтен асады
imap-coordinates = Координаттар

imap-field-udmh-dosage = Ауадағы гептил, доза
imap-field-udmh-soil = Топырақ бетіндегі және топырақтағы гептил
imap-field-udmh-soil-day = Топырақтағы гептил, { $day }-тәулік
imap-field-ndma-soil-day = Топырақтағы НДМА, { $day }-тәулік
