# Сала терминдері: әрқайсысы осында бір рет жазылған, хабарлар соған сілтейді. ПДК үшін «ШРК» алынды; 2012 жылғы су
# нормативтерінде дәл сол ұғым «РЕШШ» деп те жазылады.

# Заттар.
-udmh = гептил
-udmh-full = симметриялы емес диметилгидразин (гептил, СЕДМГ)
-nto = азот тетраоксиді
-nto-full = азот тетраоксиді (амил, АТ)
-no2 = азот диоксиді
-nitrate = нитраттар
-ndma = нитрозодиметиламин
-ndma-short = НДМА
-kerosene = керосин
-oxygen = сұйық оттегі
-hydrogen = сұйық сутегі
-peroxide = сутегі пероксиді
-petroleum = мұнай өнімдері
-propellant = зымыран отыны
-oxidiser = тотықтырғыш

# Нормативтер.
-mpc = ШРК
-mpc-full = шекті рұқсат етілген концентрация (ШРК, РЕШШ)
-tac = болжамды рұқсат етілген концентрация (БРК)
-limit = норматив
-exceedance = асып кету
-ratio-to-limit = асып кету еселігі
-background-level = фондық мөлшер

# Апат және құлау.
-launch-vehicle = зымыран тасығыш
-stage = саты
-separating-part = зымыран тасығыштың бөлінетін бөлігі
-failure = істен шығу
-accident = апат
-break-up = қирау
-fall-area = құлау ауданы
-drop-zone = бөлінетін бөліктердің құлау ауданы
-place-of-impact = құлау орны
-fragment = сынық
-ground-track = ұшу трассасы
-lease = «Байқоңыр» кешенінің жалға берілген аумағы
-launch-pad = старттық алаң

# Шығарынды және таралу.
-fireball = отты шар
-spill = төгілу
-release = шығарынды
-source-term = көз сипаттамасы
-ledger = масса теңгерімі
-cloud = бұлт
-deposition = шөгінді
-washout = жауын-шашынмен шайылу
-run-off = беттік ағынмен шайылу
-concentration = концентрация
-dosage = токсодоза
-toxic-load = уытты жүктеме
-mixing-height = араласу қабатының биіктігі
-stability = атмосфераның орнықтылығы

# Аймақтар және халық.
-zone = аймақ
-settlement = елді мекен
-population = халық
-rural-background = есепке алынған елді мекендерден тыс ауыл халқы
-air = ауа
-soil = топырақ
-water = су
-river = өзен
-lake = көл
-restriction = шектеу

# Жергілікті жердегі жұмыстар.
-sample = сынама
-sampling-point = сынама алу нүктесі
-clean-up = уытсыздандыру
-joint-commission = екіжақты комиссия
-survey-act = апат орнын зерттеп-қарау актісі
-separate-opinion = ерекше пікір
-local-authority = жергілікті атқарушы орган

# Есептеу.
-scenario = сценарий
-member = есептік нұсқа
-ensemble = есептеулер ансамблі
-seed = бастапқы сан
-probability = ықтималдық
-uncertainty = белгісіздік
-sensitivity = сезімталдық
-assumption = жорамал
-threshold-table = нормативтер кестесі
