# الدخول، ومن يحق له، وبأي صفة
login-title = دخول
login-passphrase-title = بعبارة السر
login-who = من أنت
login-passphrase = عبارة السر
login-others = لست من القضية بعد
login-invited = أخبرك أحدهم بكلمة:
login-lost = عبارة السر المفقودة لا تُستعاد: ليست عند أحد غيرك. اطلب من المُصدِر إحالة مفتاحك إلى التقاعد ودعوتك من جديد
login-wrong-broke = هذا الاسم وعبارة السر لا يتوافقان
login-wrong-repair = راجع الاثنين وحاول ثانية؛ بعد بضع محاولات تنتظر كل محاولة أطول
login-later-broke = جُرّب هذا الاسم أكثر مما ينبغي
login-later-repair = { $n ->
    [zero] حاول الآن
    [one] انتظر ثانية ثم حاول
    [two] انتظر ثانيتين ثم حاول
    [few] انتظر { $n } ثوانٍ ثم حاول
    [many] انتظر { $n } ثانية ثم حاول
   *[other] انتظر { $n } ثانية ثم حاول
  }
form-broke = لم تصل الاستمارة كما ينبغي
form-repair = ارجع واملأها ثانية ثم أرسلها
join-title = انضم إلى القضية
newcomer-name = اسمك
newcomer-name-hint = كما سيظهر بجانب ما تقرره
newcomer-passphrase = عبارة السر
newcomer-passphrase-hint = أربع كلمات أو خمس لا صلة بينها أسهل حفظًا وأصعب تخمينًا من كلمة واحدة مع رموز
newcomer-again = عبارة السر نفسها مرة أخرى
newcomer-name-wrong = الاسم من حرف إلى ثمانين حرفًا في سطر واحد
newcomer-differ = عبارتا السر مختلفتان؛ اكتب العبارة نفسها مرتين
newcomer-weak = ستُخمَّن عبارة السر هذه قريبًا؛ أضف كلمات لا صلة بينها
newcomer-fair = تصمد عبارة السر بعض الوقت؛ كلمة أو كلمتان أخريان تجعلانها جيدة
welcome-title = كن أول مراجِع
welcome-why = لا أحد يقرر في هذه القضية بعد. من يصنع المفتاح الأول يقرر ويُصدر الملفات ويُدخل الآخرين
welcome-do = اصنع مفتاحي وأدخلني
welcome-then = ما فائدة المفتاح
welcome-signs = يوقّع رأيك في الخيط وقرارك، فيمكن لأي أحد لاحقًا أن يتحقق ممن فعل ذلك
welcome-lost = هو مقفل بعبارة سرك على هذا الجهاز؛ وعبارة السر المفقودة لا تُستعاد
welcome-others = من الآن يدخل أولًا كل من يفتح هذه القضية هنا؛ ويمكنك دعوة آخرين
welcome-look = اطّلع على القضية أولًا
welcome-far-broke = أول مراجِع للقضية يُنشأ على جهازها نفسه
welcome-far-repair = اجلس إليه وافتح القضية بالأمر fyke serve وكن الأول
login-passkey-title = بمفتاح مرور
passkey-come-in = ادخل بمفتاح مرور
passkey-what = مفتاح المرور في هاتفك أو جهازك أو في مفتاح صغير؛ يعرف هذه المنضدة باسمها ولا يُستدرج إلى غيرها
passkey-needs-script = يحتاج مفتاح المرور إلى النصوص البرمجية، وعبارة السر لا تحتاجها
passkey-repair = حاول ثانية أو ادخل بعبارة السر
passkey-number-broke = مفتاح المرور لاسم، وهذا العنوان رقم
passkey-number-repair = افتح { $address } وافعل ذلك هناك
passkey-late = طال هذا أكثر مما ينبغي، أو سبقت الإجابة عنه
passkey-twice = مفتاح المرور هذا محفوظ هنا من قبل
passkey-unknown = مفتاح المرور هذا غير معروف هنا
passkey-label = ماذا تسميه
passkey-add = أضف مفتاح مرور
passkey-opens = يفتح مفتاحك وحده
passkey-beside = يُطلب مع عبارة السر: لا يعطي سرًا يفتح مفتاحك
passkeys-title = مفاتيح مرورك
second-title = والآن مفتاح مرورك
second-why = عبارة السر صحيحة. لديك مفتاح مرور يُطلب معها
second-first = مفتاح مرورك لا يعطي سرًا يفتح مفتاحك: هات عبارة السر أولًا ثم يُطلب مفتاح المرور
people-title = أشخاص القضية
people-name = الاسم
people-role = الصفة
people-fingerprint = كلمات المفتاح
people-fingerprint-hint = الكلمات تدل على المفتاح: ليقرأها كل منكما للآخر حيث يسمع صوته، فلا يستطيع أحد أن يدسّ مفتاحًا آخر
people-state = الحال
people-change = غيّر
people-change-of = غيّر { $name }
people-you = (أنت)
people-here = يدخل هنا
people-elsewhere = يدخل على جهاز آخر
people-waits = ينتظر الإذن بالدخول
people-retired = لم يعد يوقّع
people-passkeys = { $n ->
    [zero] لا مفاتيح مرور
    [one] مفتاح مرور واحد
    [two] مفتاحا مرور
    [few] { $n } مفاتيح مرور
    [many] { $n } مفتاح مرور
   *[other] { $n } مفتاح مرور
  }
people-compared = قارنّا كلمات المفتاح
people-admit = أدخله
people-set-role = اضبط
people-why = لماذا
people-retire = لا يوقّع بعد الآن
people-said-first = أنت في الداخل. من الآن يوقَّع ما تقرره بمفتاحك
people-said-passkey = حُفظ مفتاح المرور
people-said-admitted = يمكنه الدخول الآن
people-said-role = تغيّرت الصفة؛ ويدخل من جديد
people-said-retired = هذا المفتاح لا يوقّع بعد الآن
role-reader = قارئ
role-reviewer = مراجِع
role-releaser = مُصدِر
role-reader-may = يقرأ ويحفظ الإشارات والملاحظات وعمليات البحث
role-reviewer-may = ويقيّم الخيوط ويقرر أيضًا
role-releaser-may = ويُصدر الملفات ويُدخل الأشخاص ويغيّر صفاتهم أيضًا
invite-title = أدخل شخصًا
invite-what = تحصل على كلمة تقولها له. تُعرض مرة وتصلح مرة ولأسبوع
invite-as = بصفة
invite-do = اصنع كلمة
invited-title = الكلمة التي تقولها
invited-as = من يأتي بها ينضم بصفة { $role }. ولا تُعرض ثانية
invited-tell = قلها له حيث لا يسمع غيره
invited-join = يفتح هذه المنضدة ويذهب إلى
invited-compare = بعد انضمامه قارن كلمات مفتاحه وأدخله
invited-back = إلى الأشخاص
admit-uncompared-broke = لم تُقارن كلمات هذا المفتاح
admit-uncompared-repair = اطلب أن تُقرأ عليك، وقارنها، ثم قل ذلك
join-what = أخبرك شخص من القضية بكلمة. هاتها واصنع مفتاحك
join-word = الكلمة التي أُخبرت بها
join-do = اصنع مفتاحي
joined-title = صُنع مفتاحك
joined-read = اقرأ هذه الكلمات لمن دعاك حيث يسمع صوتك:
joined-then = يقارنها ويُدخلك؛ ثم تدخل باسمك وعبارة سرك
