# Интерактивная карта отчёта.

imap-title = Интерактивная карта
imap-note = Масштаб меняется кнопками, колесом мыши (после щелчка по карте) или клавишами + и −, карта сдвигается мышью или стрелками. Переключатели рядом с картой показывают и скрывают слои; значения под курсором выводятся под ней. Карта работает без сети; при печати вместо неё печатается обычная карта.
imap-no-script = Этот браузер не выполняет сценарий карты. То же показывают обычные карты отчёта.
imap-layers = Слои карты
imap-how-to = Наведите курсор на карту или коснитесь её: здесь появятся координаты, зоны и расчётные значения в этой точке.

imap-zoom-in = Крупнее
imap-zoom-out = Мельче
imap-fit-start = Зоны у места падения
imap-fit-whole = Всё событие
imap-full-screen = На весь экран
imap-more-limits = Другие нормативы
imap-north = с. ш.
imap-south = ю. ш.
imap-east = в. д.
imap-west = з. д.

imap-group-zones-found = Превышение нормативов, место падения известно
imap-note-zones-found = Контуры вероятности 5, 50 и 95 %: чем темнее, тем вероятнее.
imap-group-zones-before = Превышение нормативов до обнаружения места
imap-note-zones-before = С учётом разброса места падения: 5, 25, 50, 75 и 95 %.
imap-group-places = Объекты
imap-group-fall = Падение
imap-group-fields = Расчётные значения
imap-note-fields = В 95 % вариантов расчёта значение ниже.
imap-group-ground = Основа карты

imap-lakes = Озёра
imap-rivers = Реки
imap-regions = Области
imap-countries = Государственная граница
imap-lease = Арендованная территория
imap-drop-zones = Районы падения
imap-pads = Стартовые площадки
imap-settlements = Населённые пункты
imap-receptors = Объекты пользователя
imap-samples = Точки отбора проб
imap-impact-model = Место падения по расчёту
imap-impact-reported = Место падения по сообщениям
imap-fall-regions = Области падения (50, 95, 99 %)
imap-ground-track = Трасса полёта
imap-breakups = Точки разрушения
imap-piece = Точки падения: { $piece }
imap-piece-with-propellant = Точки падения с топливом: { $piece }
imap-some-of = { $what } (показано { $drawn } из { $all })

imap-values-here = Расчётные значения в точке
imap-values-note = Наибольшие за событие; в 95 % вариантов расчёта ниже. По сетке, с точностью около 4 %.
imap-no-zone-here = Ни одна из включённых зон здесь не проходит.
imap-exceeded-here = Здесь превышен
imap-at-least = не менее чем в { $share } вариантов расчёта
imap-limit = Норматив
imap-mean-over = { $limit }, среднее за { $time }
imap-area = Площадь
imap-people-inside = Людей в зоне
imap-reach = Удаление от места падения
imap-members-with-zone = Вариантов с такой зоной
imap-share-of-impacts = Доля точек падения
imap-people = Население
imap-people-in-year = { $people } ({ $year })
imap-kind = Вид
imap-udmh-highest = НДМГ в воздухе, наибольшая
imap-no2-highest = NO₂ в воздухе, наибольшая
imap-udmh-dosage = НДМГ, доза
imap-deposit = НДМГ, выпадение
imap-arrival = Облако приходит через
imap-no-arrival = не приходит
imap-any-limit = Превышен хотя бы один норматив
imap-coordinates = Координаты

imap-field-udmh-dosage = НДМГ в воздухе, доза
imap-field-udmh-soil = НДМГ на почве и в почве
imap-field-udmh-soil-day = НДМГ в почве, { $day }-е сутки
imap-field-ndma-soil-day = НДМА в почве, { $day }-е сутки
