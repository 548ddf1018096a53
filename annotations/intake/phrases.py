"""The words of page furniture, in the languages newsrooms most often read.

Each table maps a reason (a key of `furniture.REASONS`) to phrases separated by `|`, in lower
case and without the punctuation at their ends. `WHOLE` must be the whole line; `OPENING`
must begin a short one; `INSIDE` may stand anywhere in a short one.
"""

WHOLE = {
    "navigation": (
        "home|homepage|menu|main menu|search|log in|login|sign in|sign up|register|my account"
        "|skip|back to top|top|next|previous|next article|previous article|next post"
        "|previous post|more|print|print article|listen|listen to this article|back|close"
        "|contact|contact us|about us|imprint|privacy|privacy policy|terms of use"
        "|terms of service|sitemap|breaking news|news|skip to content|skip to main content"
        "|skip navigation|jump to content|live|video|photos|startseite|menü|suche|anmelden"
        "|einloggen|registrieren|nach oben|impressum|datenschutz|accueil|rechercher"
        "|se connecter|s'inscrire|mentions légales|haut de page|connexion|inicio|menú|buscar"
        "|iniciar sesión|aviso legal|contacto|iniciar|registrarse|subir|cerca|accedi|registrati"
        "|privacy e cookie|torna su|início|entrar|pesquisar|zoeken|inloggen|aanmelden|ana sayfa"
        "|anasayfa|giriş yap|üye ol|arama|ara|künye|iletişim|strona główna|szukaj|zaloguj"
        "|zaloguj się|kontakt|главная|поиск|войти|контакты|меню|головна|пошук|увійти|الرئيسية"
        "|بحث|تسجيل الدخول|اتصل بنا|من نحن|خانه|جستجو|ورود|ראשי|חיפוש|התחברות|首页|搜索|登录"
        "|注册|ホーム|検索|ログイン|홈|검색|로그인"
    ),
    "sharing": (
        "share|share this|share this article|share this story|share on|tweet|whatsapp|telegram"
        "|facebook|twitter|x|linkedin|reddit|pinterest|e-mail|email|mail|copy link|link copied"
        "|save|save article|bookmark|follow|follow us|follow us on|like|like this"
        "|share with friends|teilen|artikel teilen|merken|drucken|link kopieren|folgen"
        "|folgen sie uns|versenden|partager|partager cet article|suivez-nous|copier le lien"
        "|imprimer|enregistrer|compartir|comparte|síguenos|copiar enlace|imprimir|guardar"
        "|condividi|seguici|stampa|compartilhar|compartilhe|partilhar|siga-nos|delen|deel"
        "|deel dit artikel|volg ons|paylaş|haberi paylaş|bizi takip edin|takip et|udostępnij"
        "|obserwuj nas|podziel się|поделиться|поділитися|подписывайтесь на нас|شارك|مشاركة"
        "|تابعنا|انشر|همرسانی|שתף|שיתוף|分享|转发|シェア|シェアする|ツイート|공유|공유하기"
    ),
    "donation": (
        "donate|donate now|support us|support our work|become a member|become a patron"
        "|become a supporter|make a donation|spenden|jetzt spenden|unterstützen sie uns"
        "|unterstütze uns|faire un don|soutenez-nous|je fais un don|dona|donar|dona ahora"
        "|apóyanos|hazte socio|sostienici|dona ora|apoie|apoie-nos|doe|doneer|steun ons"
        "|doneer nu|bağış yap|destek ol|bize destek olun|wesprzyj nas|przekaż darowiznę"
        "|поддержать|поддержите нас|підтримати|підтримати нас|تبرع|تبرع الآن|ادعمنا|تبرع لنا"
        "|حمایت|תרמו|תמכו בנו|捐款|赞助|寄付する|후원하기"
    ),
    "subscription": (
        "subscribe|subscribe now|newsletter|newsletters|our newsletter"
        "|sign up for our newsletter|get the app|start your free trial|already a subscriber"
        "|abonnieren|jetzt abonnieren|newsletter abonnieren|jetzt registrieren|s'abonner"
        "|abonnez-vous|je m'abonne|suscríbete|suscribirse|iscriviti|abbonati|assine|assinar"
        "|subscrever|abonneer|word abonnee|abone ol|bültene abone ol|subskrybuj|zapisz się"
        "|подписаться|подписка|підписатися|اشترك|اشترك الآن|النشرة البريدية|اشتراك|عضویت"
        "|خبرنامه|הרשמה לניוזלטר|הירשמו|订阅|購読|구독|구독하기"
    ),
    "advertisement": (
        "ad|ads|advert|advertisement|advertising|advertisement - scroll to continue|sponsored"
        "|sponsored content|story continues below advertisement|article continues below"
        "|promoted|article continues after advertisement|paid content|partner content|skip ad"
        "|remove ads|anzeige|werbung|sponsored post|publicité|publicidad|patrocinado|pubblicità"
        "|publicidade|continua após a publicidade|advertentie|reklam|sponsorlu|reklama"
        "|artykuł sponsorowany|реклама|إعلان|اعلان|إعلانات|آگهی|פרסומת|פרסום|广告|広告|광고"
    ),
    "cookies": (
        "accept|accept all|accept cookies|reject all|cookie settings|cookie policy"
        "|manage cookies|manage preferences|i agree|got it|ok|alle akzeptieren|akzeptieren"
        "|ablehnen|einstellungen|tout accepter|tout refuser|accepter|aceptar|aceptar todo"
        "|rechazar|accetta|accetto|rifiuta|aceitar|aceitar tudo|accepteren|alles accepteren"
        "|weigeren|kabul et|tümünü kabul et|reddet|akceptuję|zgadzam się|принять|принять все"
        "|прийняти|موافق|قبول|אישור|接受|同意する|동의"
    ),
    "comments": (
        "comment|comments|leave a comment|leave a reply|post a comment|add a comment"
        "|show comments|view comments|join the conversation|join the discussion"
        "|be the first to comment|discuss|kommentare|kommentar schreiben|kommentieren"
        "|diskutieren sie mit|commentaires|commenter|laisser un commentaire|comentarios"
        "|deja un comentario|comentar|commenti|lascia un commento|comentários"
        "|deixe um comentário|reacties|reageer|plaats een reactie|yorumlar|yorum yap|yorum yaz"
        "|komentarze|dodaj komentarz|комментарии|оставить комментарий|коментарі|التعليقات"
        "|تعليقات|اترك تعليقا|أضف تعليق|نظرات|دیدگاه‌ها|תגובות|הוסף תגובה|评论|发表评论"
        "|コメント|댓글"
    ),
    "related": (
        "must read|must reads|read more|more news|latest news|latest|most read|most popular"
        "|popular|trending|trending now|top stories|related|related articles|related stories"
        "|related news|related posts|related topics|related content|recommended"
        "|recommended for you|see also|read also|also read|more from|more stories|more on this"
        "|more on this story|editor's picks|editors' picks|you may also like"
        "|you might also like|don't miss|featured|what to read next|up next|tags|topics"
        "|keywords|in other news|more to explore|continue reading|learn more|mehr zum thema"
        "|mehr|weiterlesen|mehr lesen|lesen sie auch|auch interessant|meistgelesen"
        "|das könnte sie auch interessieren|verwandte artikel|neueste nachrichten|themen"
        "|schlagworte|à lire aussi|lire aussi|à lire|voir aussi|sur le même sujet"
        "|en savoir plus|lire la suite|les plus lus|articles liés|leer más|lee también"
        "|te puede interesar|noticias relacionadas|lo más leído|más noticias|últimas noticias"
        "|ver más|etiquetas|leggi anche|leggi di più|potrebbe interessarti|articoli correlati"
        "|ultime notizie|più letti|leia mais|leia também|veja também|saiba mais"
        "|notícias relacionadas|mais lidas|últimas notícias|lees ook|lees meer|lees verder"
        "|meer nieuws|gerelateerd|meest gelezen|ilgili haberler|benzer haberler|son dakika"
        "|son haberler|en çok okunanlar|devamını oku|ayrıca okuyun|etiketler|diğer haberler"
        "|öne çıkanlar|czytaj także|czytaj też|czytaj więcej|zobacz też|zobacz także|najnowsze"
        "|polecane|najczęściej czytane|читайте также|читать далее|по теме|ещё по теме"
        "|похожие новости|последние новости|теги|популярное|читайте також|останні новини"
        "|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|إقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة"
        "|المزيد|آخر الأخبار|بیشتر بخوانید|مطالب مرتبط|آخرین اخبار|קראו גם|קרא עוד|כתבות נוספות"
        "|相关阅读|相关新闻|延伸阅读|最新消息|関連記事|続きを読む|あわせて読みたい|人気記事"
        "|관련 기사|더 보기"
    ),
    "copyright": "all rights reserved|alle rechte vorbehalten|tous droits réservés",
}

OPENING = {
    "navigation": "skip to |you are here|jump to ",
    "sharing": (
        "share on |share via |share this |like this story?|like this article?|enjoyed this "
        "|tweet this|follow us on |follow us at |teilen auf "
        "|auf facebook teilen|partager sur |suivez-nous sur |compartir en |síguenos en "
        "|condividi su |seguici su |compartilhar no |siga-nos no |deel op |volg ons op "
        "|поделиться в |شارك على |تابعنا على |click to share|click to email|join us on "
    ),
    "donation": (
        "liked it? take a second to support|please consider donating|please consider supporting"
        "|support our journalism|support independent journalism|become a patron|buy me a coffee"
        "|make a donation|donate to |help us continue|unterstützen sie unser|soutenez notre"
        "|apoya nuestro|sostieni il nostro|apoie o nosso|apoie nosso|steun onze|wesprzyj nasz"
    ),
    "subscription": (
        "subscribe to |sign up for |sign up to |get our newsletter|get the latest "
        "|register for free|already a subscriber|enter your email|download our app"
        "|download the app|this article is for subscribers|abonnieren sie |melden sie sich "
        "|abonnez-vous à |inscrivez-vous à |suscríbete a |iscriviti alla |inscreva-se "
        "|assine a |meld je aan |schrijf je in |bültenimize |e-posta bülten|zapisz się na "
        "|подпишитесь на |підпишіться на |اشترك في "
    ),
    "advertisement": "advertisement|story continues below|article continues below|sponsored by ",
    "cookies": (
        "we use cookies|this site uses cookies|this website uses cookies|we and our partners"
        "|by continuing to use|wir verwenden cookies|diese website verwendet"
        "|nous utilisons des cookies|ce site utilise|utilizamos cookies|este sitio utiliza"
        "|usamos cookies|utilizziamo i cookie|questo sito utilizza|este site utiliza"
        "|wij gebruiken cookies|deze website gebruikt|bu site çerez|çerezleri kullan"
        "|ta strona używa|мы используем|этот сайт использует|نستخدم ملفات|يستخدم هذا الموقع"
    ),
    "comments": "comments are closed|comments (|log in to comment|you must be logged in",
    "related": (
        "read more:|read also:|also read:|see also:|related:|read next:|more on this:|more:"
        "|tags:|watch:|watch now|listen:|filed under|click here to|don't miss:|recommended:"
        "|topics:|lesen sie auch:|mehr dazu:|siehe auch:|lire aussi|à lire aussi|voir aussi"
        "|lea también|lea también:|le puede interesar|lee también|leggi anche|leia também"
        "|leia mais|veja também|lees ook|ayrıca okuyun|ilgili haber|czytaj także|czytaj też"
        "|zobacz też|читайте также|читайте також|اقرأ أيضا|اقرأ أيضاً|بیشتر بخوانید|קראו גם"
        "|相关阅读|関連記事|関連:"
    ),
    "copyright": (
        "©|copyright|(c) 19|(c) 20|all rights reserved|alle rechte vorbehalten"
        "|tous droits réservés|todos los derechos reservados|tutti i diritti riservati"
        "|todos os direitos reservados|alle rechten voorbehouden|her hakkı saklıdır"
        "|tüm hakları saklıdır|wszelkie prawa|все права защищены|усі права захищені"
        "|جميع الحقوق محفوظة|כל הזכויות שמורות|版权所有"
    ),
    "caption": (
        "photo:|photo by |photo credit|photograph:|image:|image credit|image source|picture:"
        "|file photo|foto:|fotos:|bild:|photo :|crédit photo|fotoğraf:|zdjęcie:|фото:|صورة:"
        "|getty images|illustration:|video:"
    ),
}

INSIDE = {
    "donation": "on patreon|at patreon|via paypal|auf patreon|sur patreon|en patreon|patreon'da",
    "copyright": "all rights reserved",
    "subscription": "subscribe to our newsletter|sign up for our newsletter|our daily newsletter",
}
