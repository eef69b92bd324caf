# Файлы для геоинформационных систем.

# Слои zones.gpkg: название и содержание.
gis-zones-air = Зоны в воздухе
gis-zones-air-about = Где превышен предел в воздухе, по вероятности; система about-impact верна, когда место падения найдено, geographic — до этого
gis-zones-soil = Зоны в почве
gis-zones-soil-about = Где превышен предел в почве, по вероятности, относительно места падения
gis-fall-regions = Области падения
gis-fall-regions-about = Наименьшие области, в которых лежит данная доля основных фрагментов
gis-drop-zones = { imap-drop-zones }
gis-drop-zones-about = Где штатно падают отделяющиеся части
gis-lease = Арендуемая территория космодрома
gis-lease-about = Использованный контур; не кадастровая граница
gis-ground-track = { imap-ground-track }
gis-ground-track-about = Расчётное выведение до отказа, затем до места падения
gis-impacts = Точки падения всех вариантов
gis-impacts-about = Фрагменты каждого варианта расчёта на земле
gis-settlements = { imap-settlements }
gis-settlements-about = Населённые пункты в зоне или рядом и что приносит туда облако
gis-receptors = { imap-receptors }
gis-receptors-about = Заданные школы, колодцы, пастбища и точки отбора
gis-pads = { imap-pads }
gis-pads-about = Площадки и другие объекты космодрома
gis-samples = Предлагаемые точки отбора проб
gis-samples-about = Где, что и с какой глубины отбирать, в порядке работы
gis-places = Места падения
gis-places-about = Вероятнейшее и сообщённое место падения, стартовая площадка

# Условные обозначения.
gis-fall-share = { $share } основных фрагментов
gis-with-propellant = С топливом
gis-without-propellant = Без топлива
gis-in-a-zone = В зоне
gis-near = Вне зон
gis-priority = Очередь { $n }
gis-likeliest-impact = Вероятнейшее место падения
gis-reported-impact = { imap-impact-reported }
gis-pad = Стартовая площадка

# Точки отбора проб.
sample-role-centre = центр пролива или воронки
sample-role-rim = край пролива или воронки
sample-role-settlement = { -settlement }
sample-role-receptor = объект пользователя
sample-role-water = река или озеро
sample-role-axis = по ветру
sample-role-boundary = граница зоны в почве
sample-role-background = фон
sample-role-flank = сбоку от оси
sample-medium-soil = почва { $layers } см
sample-medium-vegetation = растения
sample-medium-snow = снег
sample-medium-water = { -water }
sample-medium-air = воздух на высоте 1,5 м
sample-at = { $distance } по азимуту { $azimuth } от центра
gis-samples-gpx = Точки отбора проб: { $title }
