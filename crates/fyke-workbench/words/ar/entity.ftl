# entities, records, judgements, rows, datasets
entity-asked-as = طُلب باسم
entity-graph = الشبكة
entity-timeline = التسلسل الزمني
entity-paths = طرق إلى آخر
entity-lead = خيط
entity-facts = حقائق
entity-no-facts = لا يقال عنه شيء سوى اسمه
entity-conflicts = { $n ->
    [zero] لا تناقض بين المصادر
    [one] تتناقض المصادر في موضع واحد
    [two] تتناقض المصادر في موضعين
    [few] تتناقض المصادر في { $n } مواضع
    [many] تتناقض المصادر في { $n } موضعًا
   *[other] تتناقض المصادر في { $n } موضع
  }
entity-conflict = تناقض
entity-prop = الخاصية
entity-value = القيمة
entity-said-by = القائل
entity-more-values = { $n } قيمة أخرى
entity-links = الروابط
entity-no-links = لا يُعرف له مالك أو منصب أو رابط آخر؛ ومن يتاجر معه مذكور في قسم التجارة
entity-link = الرابط
entity-other = الطرف الآخر
entity-days = الأيام
entity-rows = الصفوف
entity-out = إلى
entity-in = من
entity-traded = التجارة والأيام
entity-sent = { $n ->
    [zero] شحنة مرسلة
    [one] شحنة مرسلة
    [two] شحنتان مرسلتان
    [few] شحنات مرسلة
    [many] شحنة مرسلة
   *[other] شحنة مرسلة
  }
entity-received = { $n ->
    [zero] شحنة مستلمة
    [one] شحنة مستلمة
    [two] شحنتان مستلمتان
    [few] شحنات مستلمة
    [many] شحنة مستلمة
   *[other] شحنة مستلمة
  }
entity-all-events = كل الأحداث: { $n }
entity-records = السجلات
entity-split = افصل السجلات المختارة
entity-split-what = اختر السجلات التي تعني غيره؛ تصبح كيانًا قائمًا بذاته، ويمكن التراجع عن ذلك
entity-split-do = افصل
entity-why-one = لماذا هي واحد
entity-why-apart = قورنت وبقيت منفصلة
pairs-title = أزواج لم يُبتّ فيها
pairs-what = سجلان قد يعنيان شيئًا واحدًا؛ الآلة لا تستطيع الحسم وقد يستطيع إنسان
pairs-waiting = { $n ->
    [zero] لا أزواج تنتظر
    [one] زوج واحد ينتظر
    [two] زوجان ينتظران
    [few] { $shown } أزواج تنتظر
    [many] { $shown } زوجًا تنتظر
   *[other] { $shown } زوج تنتظر
  }
pairs-none = لا شيء ينتظر هنا: ميّزت الآلة أو الناس كل الأزواج
pairs-key-move = تنقّل
pairs-key-why = اكتب السبب
pairs-one-now = احتمال أنهما واحد؛ هما كيان واحد الآن
pairs-apart-now = احتمال أنهما واحد؛ هما منفصلان الآن
pairs-reasons = ما يؤيد وما يعارض
say-same = نفسه
say-different = مختلف
say-unsure = لا يمكن الجزم
say-split = فُصل
say-taken-back = تراجع عن السطر
say-why = السبب
say-no-why = لم يُكتب حكم بلا سبب
say-no-why-repair = ارجع وقل السبب ببضع كلمات
judgements-title = ما قاله الناس عن السجلات
judgements-what = كل سطر يبقى؛ والتراجع عن سطر سطرٌ آخر
judgements-none = لم يقل أحد شيئًا بعد؛ والأزواج التي لم يُبتّ فيها تنتظر
judgements-gone = لم يعد قائمًا
judgements-take-back = تراجع
timeline-title = التسلسل الزمني
timeline-of-whom = التسلسل الزمني يخص أحدًا: اكتب اسمًا
timeline-none = لا يُعرف شيء مؤرخ ضمن هذا الترشيح
timeline-events = { $n ->
    [zero] لا أحداث
    [one] حدث واحد
    [two] حدثان
    [few] { $shown } أحداث
    [many] { $shown } حدثًا
   *[other] { $shown } حدث
  }
timeline-drawing = الأحداث في مسارات بحسب أيامها
timeline-drawn-part = رُسمت الأحداث الأولى؛ والقائمة فيها كلها
filter-since = منذ
filter-until = حتى
filter-kinds = الأنواع
kind-consignment = شحنة
kind-listing = إدراج
kind-ownership = ملكية
kind-directorship = إدارة
kind-payment = دفعة
kind-position = موقع
kind-trade = تجارة
kind-link = صلة
kind-sanction = عقوبة
prop-name = الاسم
prop-alias = يُعرف أيضًا باسم
prop-country = البلد
prop-incorporationdate = التأسيس
prop-birthdate = الميلاد
prop-builddate = البناء
prop-address = العنوان
prop-registrationnumber = رقم السجل
prop-status = الحالة
prop-program = البرنامج
row-title = صف
row-lean-back = عودة إلى الخيط مع الاستناد إلى هذا الصف
row-of = الصف { $n } من
row-of-rows = من { $n } صف
row-before = الصف السابق
row-after = الصف التالي
row-cells = الخلايا كما في الملف
row-became = ما صارت إليه
row-became-nothing = لم يأخذه أي جدول
row-refused = مرفوض
row-bytes = البايتات في الملف
row-bytes-at = يبدأ الصف عند البايت { $from } وطوله { $len }
row-no-bytes = هذا الملف ليس نصًا للصف فيه موضع
row-no-text = هذه البايتات ليست UTF-8؛ الحروف غير المقروءة تظهر علامات، وتحتها البايتات أرقامًا
row-hex = البايتات بالنظام الستة عشري
row-file-stays = الملف من مصدر ولا يُسلَّم
row-download = نزّل الملف
evidence-stays = هذا الملف من مصدر ولا يُسلَّم
evidence-stays-repair = اقرأ صفوفه هنا؛ وما تقوله البيانات المفتوحة أيضًا يمكن أن يخرج معها
dataset-file = الملف
dataset-bytes = بايت
dataset-added = ورد في
dataset-stands = أحدث طبعة
dataset-stands-yes = نعم
dataset-stands-no = لا، توجد أحدث منها
dataset-see-refused = انظر ما رُفض ({ $n })
dataset-entities = الكيانات التي يسميها
refused-title = ما لم يأخذه أي جدول
refused-what = كل صف أو خلية مع ما اختل وما العمل
refused-none = أُخذ كل شيء
refused-column = العمود
refused-why = ما اختل وما العمل
diff-title = ما تغيّر بين طبعتين
diff-from = من
diff-to = إلى
diff-compare = قارن
diff-one = ليس لهذه المجموعة طبعتان للمقارنة
diff-one-repair = أضف طبعة أحدث بالأمر fyke add
diff-none = لم يتغيّر شيء
diff-added = أضيف
diff-removed = حُذف
diff-changed = تغيّر
