# Геоақпараттық жүйелерге арналған файлдар.

# zones.gpkg қабаттары: атауы мен мазмұны.
gis-zones-air = Ауадағы аймақтар
gis-zones-air-about = Ауадағы шек асып кеткен жерлер, ықтималдығы бойынша; about-impact жүйесі құлау орны табылғаннан кейін, geographic оған дейін жарамды
gis-zones-soil = Топырақтағы аймақтар
gis-zones-soil-about = Топырақтағы шек асып кеткен жерлер, ықтималдығы бойынша, құлау орнына қатысты
gis-fall-regions = Құлау өңірлері
gis-fall-regions-about = Негізгі бөлшектердің берілген үлесі жатқан ең шағын өңірлер
gis-drop-zones = { imap-drop-zones }
gis-drop-zones-about = Бөлінетін бөліктер жоспар бойынша құлайтын жерлер
gis-lease = Ғарыш айлағының жалға алынған аумағы
gis-lease-about = Қолданылған сызба; кадастрлық шекара емес
gis-ground-track = { imap-ground-track }
gis-ground-track-about = Істен шыққанға дейінгі есептік ұшу, одан кейін құлау орнына дейін
gis-impacts = Барлық нұсқалардың құлау нүктелері
gis-impacts-about = Есептің әр нұсқасындағы жердегі бөлшектер
gis-settlements = { imap-settlements }
gis-settlements-about = Аймақтағы немесе жақын елді мекендер және бұлт әкелетін мөлшер
gis-receptors = { imap-receptors }
gis-receptors-about = Берілген мектептер, құдықтар, жайылымдар және сынама нүктелері
gis-pads = { imap-pads }
gis-pads-about = Ғарыш айлағының алаңдары мен басқа нысандары
gis-samples = Ұсынылатын сынама алу нүктелері
gis-samples-about = Қайдан, нені және қандай тереңдіктен алу керек, жұмыс ретімен
gis-places = Құлау орындары
gis-places-about = Ең ықтимал және хабарланған құлау орны, ұшыру алаңы

# Шартты белгілер.
gis-fall-share = негізгі бөлшектердің { $share }
gis-with-propellant = Отынмен
gis-without-propellant = Отынсыз
gis-in-a-zone = Аймақта
gis-near = Аймақтардан тыс
gis-priority = { $n }-кезек
gis-likeliest-impact = Ең ықтимал құлау орны
gis-reported-impact = { imap-impact-reported }
gis-pad = Ұшыру алаңы

# Сынама алу нүктелері.
sample-role-centre = төгілудің немесе шұңқырдың ортасы
sample-role-rim = төгілудің немесе шұңқырдың жиегі
sample-role-settlement = { -settlement }
sample-role-receptor = пайдаланушының нысаны
sample-role-water = өзен немесе көл
sample-role-axis = жел бағытымен
sample-role-boundary = топырақ аймағының шекарасы
sample-role-background = фон
sample-role-flank = осьтің бүйірінде
sample-medium-soil = топырақ { $layers } см
sample-medium-vegetation = өсімдіктер
sample-medium-snow = қар
sample-medium-water = { -water }
sample-medium-air = 1,5 м биіктіктегі ауа
sample-at = ортадан { $azimuth } азимутпен { $distance }
gis-samples-gpx = Сынама алу нүктелері: { $title }
