# texts that were read, what they say, and where they do not agree
menu-texts = тексти
texts-title = тексти
texts-means = тексти, прочитані масово: хто що сказав якими словами і хто каже інакше. їх читала машина; що правда, вирішують люди
texts-sayings = ті самі слова в кількох текстах
texts-disagreements = де тексти розходяться
texts-stories = історії, які розповідають кілька
texts-each = кожен текст
texts-none = у цю справу ще не прочитано жодного тексту. у командному рядку: fyke read CASE PATH
texts-none-here = такого тексту немає; приберіть фільтр
texts-filter = вибрати тексти
texts-q = слова в тексті
texts-outlet = видання
texts-language = мова
texts-all = усі
texts-naming = тексти, що називають того, хто може бути
texts-no-outlet = видання невідоме
texts-no-day = день невідомий
texts-refused = не вдалося прочитати
texts-more = ще { $n }
texts-see-place = показати в тексті
texts-story = історія
texts-by-day = тексти за днями
texts-witness-means = джерело — це всі тексти, пов’язані копіюванням або спільною рукою: хоч скільки видань їх друкує, це один свідок
texts-no-disagreements = розбіжностей не помічено; це не доводить згоди
texts-no-sayings = ніщо не повторюється в кількох текстах тими самими словами
texts-disagreements-mean = обидві сторони, як є, з однаковою вагою. машина побачила, що вони різняться; що правда, вирішують люди
texts-reconcilable = обидва можуть бути правдою:
texts-not-reconcilable = не видно нічого, що зробило б обидва правдою
texts-sayings-mean = один вислів, як його друкують кілька текстів, і що змінилося між ними
texts-of-one = лише одного тексту
texts-by = сказав(-ла)
texts-nobody = мовця не названо
texts-saying = ті самі слова
texts-wordings = формулювання
texts-wordings-mean = закреслено: слова, які є в більшості, а тут немає; підкреслено: слова, що стоять тут замість них
texts-canonical = як у більшості
texts-same-words = ті самі слова
texts-account = текст
texts-left-out = не враховано при читанні
texts-quote = цитата
texts-fact = факт про постачання
texts-credit = посилання на джерело
texts-finding = зауваження до тексту
texts-disagreement = розбіжність
texts-name = ім’я
texts-not-compared = надійшли тексти, з якими цей ще не порівняно
texts-findings = що читачеві слід знати про текст
texts-findings-mean = вилучено або показано, але не виконано
texts-entities = кого можуть означати імена
texts-entities-mean = саме ім’я ще ніхто: число каже, наскільки ймовірно, що це одне ім’я, а не хто з тезок мається на увазі
texts-probability = те саме ім’я: { $p }
texts-unsettled = хто є хто, не вирішено
texts-as-written = як написано:
texts-facts = факти про постачання
texts-lead-only = наводка для людини, а не висновок
texts-supply-who = хто
texts-supply-does = робить
texts-supply-goods = товари
texts-supply-object = кого або що
texts-supply-weapon = зброя
texts-supply-place = завод або місце
texts-supply-when = коли
texts-negated = заперечено
texts-hedged = підозра або можливість
texts-former = начебто в минулому
texts-quotes = хто що сказав
texts-otherwise = де інші кажуть інакше
texts-also = що інші кажуть тими самими словами
texts-witness = хто разом із ним є одним свідком
texts-alone = стоїть окремо: спільного джерела з іншими текстами не видно
texts-shared-third = пов’язані через третій текст
texts-earliest = найраніша дата: натяк, не доказ
texts-credits = кого називає своїм джерелом
texts-names = імена в тексті
texts-may-mean = може означати
texts-capture = як надійшов і що його читало
texts-file = файл
texts-hash = SHA-256
texts-url = адреса
texts-fetched = отримано
texts-media = тип файлу
texts-tool = заархівовано за допомогою
texts-read-at = прочитано
texts-read-by = читали
texts-nothing-read = ніщо не читало
texts-rules = правила й моделі
texts-byline = автор, як сказано
texts-naming-it = тексти, що його називають
texts-dropped-structure = меню й поля за структурою сторінки
texts-dropped-repeated = повторюється на кількох сторінках сайту
texts-dropped-cue = слова реклами, підпису чи подяки
texts-dropped-doubled = двічі стоїть у тексті
texts-dropped-hidden = читачі сторінки цього не бачать
texts-finding-hidden-text = прихований текст
texts-finding-bidi = знаки, що обертають напрям письма
texts-finding-invisible = невидимі знаки
texts-finding-homoglyph = ім’я схожими літерами
texts-finding-instruction = слова, звернені до машини
texts-finding-campaign = багато сайтів публікують це водночас
texts-finding-no-model = мова, якої тут ніщо не читає
texts-finding-cut = обрізано на межі
texts-kind-person = особа
texts-kind-organization = організація
texts-kind-place = місце
texts-kind-product = виріб
texts-kind-vessel = судно або літак
texts-kind-group = народ або група
texts-kind-date = дата
texts-kind-quantity = кількість
texts-kind-other = інша назва
texts-shared-copy = ті самі слова від початку до кінця
texts-shared-near-copy = майже ті самі слова
texts-shared-carried = один містить інший
texts-shared-wire = обидва називають ту саму агенцію
texts-shared-quote-order = ті самі цитати в тому самому порядку
texts-credit-wire = увесь матеріал
texts-credit-contributed = частина матеріалу
texts-credit-passed = одне твердження
texts-credit-hearsay = нікого не названо
texts-quote-full = цілі речення в лапках
texts-quote-partial = кілька слів у лапках
texts-quote-headline = у заголовку
texts-quote-composite = складено з кількох
texts-quote-nested = усередині іншої цитати
texts-quote-indirect = без лапок
texts-how-explicit = ім’я поруч зі словами
texts-how-pronoun = займенник
texts-how-split = ім’я між двома частинами
texts-how-continued = продовжує попередній абзац
texts-how-implicit = далі говорить останній мовець
texts-change-spelling = написання або розділові знаки
texts-change-boundary = де починається або закінчується
texts-change-substance = інші слова, пропущені або додані
texts-change-splice = з’єднано речення, які деінде стоять окремо
texts-change-silent-elision = слова пропущено без позначки
texts-change-paraphrase-in-marks = інше формулювання в лапках
texts-change-by-meaning = зіставлено лише за змістом, моделлю: звірте обидва
texts-does-supplies = постачає
texts-does-makes = виробляє
texts-does-services = обслуговує
texts-does-used-in = є частиною
texts-does-used-by = використовується
texts-does-owns = володіє
texts-does-part-of = належить до
texts-does-procures = закуповує
texts-does-funds = фінансує
texts-does-transports = перевозить
texts-does-operates = експлуатує
texts-does-acts-for = діє від імені
texts-does-heads = очолює
texts-differ-quote-words = слова цитати
texts-differ-speaker = хто це сказав
texts-differ-splice = з’єднані або пропущені речення
texts-differ-number = число
texts-differ-date = дата
texts-differ-place = місце
texts-differ-name = назва
texts-differ-polarity = чи це так
texts-differ-source-chain = пропущений ланцюг джерел
texts-differ-wording = як це названо
texts-differ-participant = хто це зробив або кому
texts-n = { $n ->
    [one] текст
    [few] тексти
    [many] текстів
   *[other] тексти
  }
texts-words = { $n ->
    [one] слово
    [few] слова
    [many] слів
   *[other] слова
  }
texts-quotes-n = { $n ->
    [one] цитата
    [few] цитати
    [many] цитат
   *[other] цитати
  }
texts-outlets = { $n ->
    [one] видання
    [few] видання
    [many] видань
   *[other] видання
  }
texts-origins = { $n ->
    [one] незалежне джерело
    [few] незалежні джерела
    [many] незалежних джерел
   *[other] незалежні джерела
  }
texts-sayings-n = { $n ->
    [one] вислів
    [few] вислови
    [many] висловів
   *[other] вислови
  }
texts-places-n = { $n ->
    [one] розбіжність
    [few] розбіжності
    [many] розбіжностей
   *[other] розбіжності
  }
texts-reworded = { $n ->
    [one] місце має інші слова
    [few] місця мають інші слова
    [many] місць мають інші слова
   *[other] місця мають інші слова
  }
