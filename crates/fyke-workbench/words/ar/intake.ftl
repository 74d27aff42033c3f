# ما وصل عبر الباب، للمخوَّلين
menu-intake = الوارد
intake-title = ما وصل عبر الباب
intake-means = الأرقام أرقام المكتب نفسه، واليوم أدق وقت هنا. لا شيء مما كتبه أحد يظهر في هذه القائمة
intake-letters = رسائل تنتظر
intake-conversations = محادثات
intake-erased = مُحيت
intake-erased-means = لا يبقى مما مُحي إلا رقمه. ولا يُعطى رقم مرتين
intake-said-erased = تم: أُتلف المفتاح. اصنع نسخة احتياطية جديدة تحل محل النسخة التي ما زال فيها
intake-none = لا شيء
intake-letter = رسالة { $n }
intake-conversation = محادثة { $n }
intake-state-waits-two = تنتظر أن يفتحها اثنان
intake-state-waits = تنتظر الفتح
intake-state-not-ours = لم تُختم لهذا الباب
intake-state-open = لم يُجب عنها بعد
intake-state-answered = أُجيب عنها ولم يُقرأ الجواب بعد
intake-open-here = مفتوحة في جلستك
intake-last = آخر كلمة
intake-sealed-on = خُتمت
intake-pieces = { $n ->
    [one] قطعة واحدة
    [two] قطعتان: معها ملفات
    [few] { $n } قطع: معها ملفات
   *[other] { $n } قطعة: معها ملفات
  }
intake-for = إلى
intake-to-reseal = يلزم ختمها من جديد
intake-given = أعطى { $from } حصته إلى { $to }
intake-goes = تزول وحدها بعد
intake-held = محفوظة: لا يمحوها أجل
intake-not-ours-means = لا أحد هنا يستطيع فتحها. سلّمها إلى الباب الذي خُتمت له، أو أتلفها دون قراءة
intake-two-means = يفتح هذا مخوَّلان اثنان، لكل منهما عبارة مروره. لا يكتب أحد عبارة غيره، ولا يُحفظ شيء منها
intake-step-first = أولاً: مخوَّل آخر يعطي حصته
intake-missing-first = تنقص حصة واحد من:
intake-who-gives = من يعطي حصته
intake-their-passphrase = عبارة مروره، يكتبها بنفسه
intake-give-to-you = إعطاؤك الحصة
intake-first-done = الحصة الأولى هنا، من
intake-given-holds = تفتح هذا الشيء وحده، لك وحدك، اليوم وغداً
intake-step-second = ثم: أنت تفتح
intake-step-only = أنت تفتح
intake-second-waits = حصتك وحدها لا تفتح شيئاً؛ تُطلب منك بعد وصول الأولى
intake-you-are = أنت
intake-your-passphrase = عبارة مرورك
intake-open = فتح
intake-give-elsewhere = أعطِ حصتك لمن يفتح في جلسته هو
intake-who-opens = من يفتح
intake-give = إعطاء حصتك
intake-strange-share-broke = الحصة تعطيها أنت أو تُعطى لك
intake-strange-share-repair = ليدخل من يفتح بنفسه
intake-alone-broke = شخص واحد لا يفتح شيئاً: تنقص حصة مخوَّل ثانٍ
intake-alone-repair = ليكتب مخوَّل آخر عبارة مروره في الخطوة الأولى، أو يعطِ حصته في جلسته؛ لم تُجرَّب عبارتك
intake-keys = المفاتيح
intake-sealed-to = مفتاحها مختوم إلى
intake-any-two = يفتحها أي اثنين منهم
intake-left = { $n ->
    [one] واحد ممن خُتمت لهم لم يعد في القائمة. اختمها من جديد لمن هم هنا:
    [two] اثنان ممن خُتمت لهم لم يعودا في القائمة. اختمها من جديد لمن هم هنا:
   *[other] { $n } ممن خُتمت لهم لم يعودوا في القائمة. اختمها من جديد لمن هم هنا:
  }
intake-keys-whole = كل من خُتمت لهم في القائمة: لا حاجة إلى ختمها من جديد
intake-letter-opened = فُتحت رسالة
intake-decoy = كانت من رسائل التمويه التي صنعها المكتب. لم يُحفظ شيء
intake-lies-in = هي الآن في
intake-first = الأولى في محادثتها
intake-continues = من المصدر نفسه كما في السابق
intake-other-key = تسمّي محادثة وليست من المصدر نفسه. كن حذراً
intake-by-source = المصدر
intake-by-desk = المكتب
intake-no-words = فيها جزء من ملف، أو إشعار بأن جواباً قُرئ
intake-shown-once = تُعرض هذه الكلمات هنا مرة واحدة. لقراءة المحادثة كلها وللإجابة افتحها: وهذا أيضاً يحتاج إلى اثنين
intake-was-read = قرأ جواباً
intake-close = إغلاق
intake-close-means = تُغلق أيضاً حين تخرج، وبعد خمس عشرة دقيقة بلا عمل. عندها يلزم اثنان من جديد
intake-told = ما كُتب
intake-files = ملفات
intake-files-mean = تُرى الملفات بكسلات ونصاً تصنعهما عملية معزولة. تبقى الأصول مختومة
intake-bytes = بايت
intake-parts = { $n ->
    [one] وصل جزء واحد وتنقص أجزاء
    [two] وصل جزآن وتنقص أجزاء
    [few] وصلت { $n } أجزاء وتنقص أخرى
   *[other] وصل { $n } جزءاً وتنقص أجزاء
  }
intake-file-kind = نوع بايتاته
intake-file-means = ترى بكسلات ونصاً. الملف نفسه لا يغادر المكتب
intake-findings = ما يكشفه غير محتواه
intake-no-findings = لم يُعثر على شيء، وهذا لا يعني أنه لا شيء هناك
intake-not-looked-for = ما لم يُبحث عنه
intake-pages = ما يمكن رؤيته
intake-picture = صورة { $n }
intake-unseen = لا يراه من يفتح الملف
intake-reply = جواب
intake-reply-text = كلماتك
intake-reply-means = من ينظر من فوق كتف المصدر يقرأ هذا. لا تسمّ شيئاً لا يعرفه غيره
intake-check-send = تحقّق ثم أرسل
intake-long-broke = الجواب لا يتسع له الكتاب
intake-long-repair = اكتب 16,000 بايت على الأكثر
intake-sent = موجود في الكتب حتى
intake-warned-title = لم يُرسل شيء بعد
intake-warned-means = بعض كلماتك لا يعرفها إلا المصدر. من يجد الجواب قد يعرف من كتب إليكم
intake-warnings = { $n ->
    [one] تحذير واحد
    [two] تحذيران
    [few] { $n } تحذيرات
   *[other] { $n } تحذيراً
  }
intake-warned-word = كلمة استعملها المصدر
intake-warned-name = اسم كتبه المصدر
intake-warned-number = رقم أو رمز من المصدر
intake-warned-phrase = ثلاث كلمات كما صاغها المصدر
intake-held-against = قورن بـ { $n } من كلمات النص المفتوح؛ وإذا قلّت كثرت التحذيرات
intake-guard-limits = الحارس يعرف الكلمات لا المعنى: الأمر نفسه بكلمات أخرى يمرّ
intake-other-words = اكتبه بكلمات أخرى
intake-anyway-title = أرسله كما هو
intake-anyway = قرأت كل تحذير؛ قد يقرأ هذه الكلمات من يبحث عن المصدر
intake-send-anyway = أرسله رغم ذلك
intake-mark = تعليم ما يجوز أن يدخل القضية
intake-mark-means = اختر جملاً وقل عمّن تتحدث. لا يخرج من المحادثة إلا ما تعلّمه
intake-says = ماذا يقول وعمّن
intake-entity = اسم من عندك لمن يدور الكلام عنه
intake-entity-means = حروف لاتينية وأرقام و-. العلامات بالاسم نفسه تتحدث عن الشيء نفسه؛ لا تكتب هنا اسم إنسان
intake-schema = وهو
intake-property = الخاصية
intake-value = بكلمات بسيطة من عندك
intake-value-means = إن تُرك فارغاً دخلت الجمل كما كتبها المصدر، والصياغة قد تدل على كاتبها
intake-preview = اعرض ما سيُقال
intake-would-say = لا شيء في القضية بعد. هذا ما سيُقال فيها
intake-own-wording = هذه كلمات المصدر نفسه. كلماتك أنت تدل أقل على من كتب
intake-keep = { $n ->
    [one] أدخل هذه الإفادة في القضية
    [two] أدخل هاتين الإفادتين في القضية
    [few] أدخل هذه الإفادات الـ{ $n } في القضية
   *[other] أدخل { $n } إفادة في القضية
  }
intake-kept = { $n ->
    [one] إفادة واحدة في القضية
    [two] إفادتان في القضية
    [few] { $n } إفادات في القضية
   *[other] { $n } إفادة في القضية
  }
intake-mark-others = علّم شيئاً آخر
intake-of = عن
intake-provenance = من
intake-rule = أي قاعدة تسري عليه
intake-rule-stays = لا يخرجه من القضية ملف ولا خيط ولا تصدير
intake-rule-hops = وما يُستنتج منه يبقى أيضاً مهما بعدت الخطوات
intake-rule-open = متى قالت صفوف مفتوحة الشيء نفسه حملته هي وحدها
intake-rule-day = رقمه يدل على منشئه؛ ولا يوم ولا وقت معه
intake-unmarked-broke = لم تُعلَّم أي جملة
intake-unmarked-repair = علّم واحدة على الأقل
intake-erase = محو هذه المحادثة
intake-destroy = إتلافها دون قراءة
intake-destroy-means = تُتلف الرسالة دون أن يقرأها أحد. لا رجوع عن ذلك
intake-erase-key = يُكتب فوق مفتاحها: ما كُتب وأُرسل يصير ضجيجاً، لك أيضاً
intake-erase-replies = تُسحب الأجوبة التي تنتظر في الكتب
intake-erase-statements = الإفادات التي دخلت القضية تبقى فيها
intake-erase-copies = نسخة احتياطية سابقة فيها المفتاح حتى تحل محلها التالية؛ وقد تحتفظ ذاكرة فلاش بمفتاح كُتب فوقه
intake-type = للتأكيد اكتب
intake-unconfirmed-broke = ما كتبته ليس الجملة المطلوبة
intake-unconfirmed-repair = اكتب { $words }؛ لم يُمحَ شيء
intake-back = عودة إلى القائمة
intake-back-conversation = عودة إلى المحادثة
intake-back-unharmed = عودة دون محو شيء
