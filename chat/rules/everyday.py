"""Words that the lists of rude words hold and a shop says every day, and some that they miss, by language."""

EVERYDAY = {
    "en": "anal,dick,4ss,barely legal,barenaked,bareback,bastinado,bbw,beaner,beaver cleaver,big black,blonde action,bondage,bs,"
    "brunette action,busty,butt,coon,coons,cornhole,darkie,dendrophilia,domination,deep throat,double dong,dp action,"
    "ecchi,erotic,erotism,escort,eunuch,fecal,fingering,foot fetish,fuck buttons,fuk,genitals,girl on,girl on top,grope,"
    "guro,hard core,hardcore,hentai,honkey,hooker,hot chick,how to kill,huge fat,humping,intercourse,jelly donut,juggs,"
    "kinbaku,kinky,leather restraint,leather straight jacket,lemon party,lolita,lovemaking,mf,mr hands,nipple,nipples,"
    "nude,nudity,nsfw images,octopussy,panties,panty,pegging,playboy,pleasure chest,poof,poon,prince albert piercing,"
    "pubes,quim,rectum,retarded,rimming,sadism,santorum,scat,scissoring,semen,sex,sexo,sexy,shibari,shota,shrimping,"
    "simp,skeet,snatch,snowballing,splooge moose,spunk,spread legs,strap on,strappado,strip club,style doggy,suck,sucks,"
    "suicide girls,sultry women,swastika,swinger,tainted love,taste my,tea bagging,testbad01,threesome,throating,tied up,"
    "tight white,tit,tits,titty,tongue in a,topless,tushy,twink,twinkie,undressing,vagina,vibrator,violet wand,vulva,"
    "wet dream,white power,wrapping men,wrinkled starfish,xx,xxx,yaoi,s&m,bollocks,bdsm,intercourse,god damn,hot carl,"
    "prince albert,bimbos,group sex,orgasm,penis,clitoris,anus,incest,rape,how to murder,make me come,lmfao,omfg,wtf",
    "de": "bonze,bratze,ische,kimme,lümmel,mufti,möpse,muschi,nackt,nippel,orgasmus,pimpern,popel,poppen,rosette,"
    "schabracke,schnackeln,bimbo,fick,fratze,milf,porno,morgenlatte,schiesser,vögeln,bitte,pinkeln",
    "es": "asesinato,asno,caca,chupada,chupetón,concha,culo,drogas,esperma,heroína,infierno,martillo,nazi,orina,pezón,"
    "pinche,pis,semen,sexo,tía buena,trio,maciza,travesti,vulva,pedo,verga,idiota,maldito,racista,sádico,mamada,"
    "sexo oral,haciendo el amor,fiesta de salchichas",
    "fr": "baiser,bander,bigornette,bite,bitte,bloblos,bosser,bourré,bourrée,caca,cailler,chatte,con,cul,drague,folle,"
    "gerbe,gerber,grande folle,gueule,jouir,meuf,pipi,pédale,péter,ramoner,suce,tanche,tapette,teuf,trique,tringler,"
    "troncher,veuve,zizi,clitoris,clito,déconne,déconner,ménage à trois,malpt,étron,conne,branlage,palucher,bordel,"
    "emmerdant",
    "pt": "aborto,amador,ânus,aranha,ariano,bastardo,bicha,bissexual,boob,bumbum,burro,camisinha,cerveja,chupar,clitoris,"
    "cocaína,comer,cona,consolo,corno,cu,dum raio,fecal,frango assado,gozar,heroína,heterosexual,homem gay,homoerótico,"
    "homosexual,inferno,lésbica,lolita,mama,pau,pênis,pinto,saco,torneira,veado,vibrador,passar um cheque,transar",
    "ar": "شرج,لعق,لحس,تمص,بيضان,ثدي,بز,حلمة,مبادل,جماع,قضيب,اغتصاب,خنثي,احتلام,وسخ,علق,خول,فحل,زان,متع,حمام,جنس,"
    "جوزي,مراتي,مراتى,مرات,ورا,شعر,مشعر,اركب,فرس,جاد,فاجر,محروم,واقف,بيحك,لبن,لبو,افضي,سلب,عايز,دكر,نتاية,نتايه,زنج,"
    "تعبان,اقعد,هيجان,سافل,كلوت,اندر,سنتيا,بوكسر,بتاع,مشتهي,نكته,اغتصا,بلكيشن,كيشن,سبيان,بنوتي,بنوتى,بزاز,شذوذ,هايج,"
    "سادي,سادى,فشخ,bdsm,nek,nik,zeb,zep,kos,hayg,sharma,banoty,كسي,كسها,مصي,عاهر,سحاق",
    "ja": "3p,g スポット,s ＆ m,sm,xx,アジアのかわいい女の子,いたずら,ウェブカメラ,エスコート,エクスタシー,エロティズム,"
    "エロティック,おしっこ,おしり,オシリ,お尻,カント,グロ,ゴックン,コカイン,しばり,スウィンガー,スカートの中,スラット,スリット,"
    "セクシーな,ディック,デブ,トップレス,なめ,ヌード,ハードコア,パンティー,ファンタジー,フェティッシュ,フック,プレイボーイ,"
    "ボーイズラブ,ボールを蹴る,ぽっちゃり,ホモ,ボンテージ,やおい,ユダヤ人,ラティーナ,ラバー,ランジェリー,レズビアン,ローター,"
    "ロリータ,拷問,殺し方,殺人事件,支配,自己愛性,女王様,sm女王,女子高生,女装,人妻,人種,生殖器,挿入,脱衣,直腸,剃毛,奴隷,"
    "乳首,覗き,縛り,噴出,平手打ち,変態,毛深い,誘惑,幼児,裸,両性,両刀,卍,宦官,裸の女性,ゲイの男性,サディズム,カーマスートラ,"
    "フィスト,バイブレーター,合意の性交,両性具有,ビッチ,貞操帯,革抑制,バック・スタイル",
    "th": "กะปิ,ขี้,ห่า,หลั่ง,สัด,จู๋,เสือก,ตูด,หี,หํา,ล้างตู้เย็น,น้ําแตก,กู,มึง",
    "ru": "byk,gol,uboy,бугор,голый,играть на кожаной флейте,какая разница,курите мою трубку,мент,обнаженный,на фиг,"
    "половое сношение,секс,хапать,хохол,хрен,фига,офигеть,другой дразнится,бардак,встать раком,padlo,petuh",
    "pl": "cyc,debil,dmuchać,jajco,jajeczko,jajko,jajo,suka,syf,duperele,robic loda,rzygać,burdel,ciota",
}
MISSING = {
    "en": "fucked,fucks,motherfuckers,motherfucking,bitchy,assholes,cunts,niggers,faggots,whore,whores,wanker,wankers,"
    "retards,kys,kill yourself,shits,dickhead,dickheads,twats,sluts",
    "de": "arschlöcher,fotzen,schlampen,wichsern,hurensöhne,missgeburt,verpiss dich,schwuchteln,drecksau,scheiss,"
    "beschissen,fick dich,nutten,spast,spasti,hackfressen,arschgeige",
    "es": "putas,puto,putos,pendejo,pendeja,pendejos,cabrones,gilipolla,mierdas,maricones,joder,chinga tu madre,zorra,"
    "hijo de la gran puta,coño,vete a la mierda",
    "fr": "putes,connards,connasses,salopes,salauds,enculés,va te faire foutre,nique,ta gueule,ntm,fdp,bâtard,pd,"
    "fils de pute,enculer,trou du cul",
    "pt": "caralhos,putas,filhos da puta,viado,vai se foder,fdp,arrombado,buceta,cuzão",
    "ar": "شراميط,شرموطة,ابن الكلب,ابن الشرموطة,كس امك,قحاب,منايك,زبي,طيزك,عرصات,يلعن,خرا,كسمك",
    "ja": "死ね,しね,くたばれ,クソ野郎,くそ野郎,ちんぽ,チンコ,マンコ,きちがい,キチガイ,糞野郎,ゴミクズ",
    "th": "ควาย,ไอ้สัตว์,ไอ้สัด,อีดอก,ไอ้เหี้ย,เย็ดแม่,พ่อมึงตาย,สันดาน,ไอ้ควาย,หน้าหี,อีเหี้ย",
    "ru": "сука,суки,пизда,пиздец,пидор,пидорас,мудак,блять,бля,ебаный,ебанутый,хуесос,хуи,нахуй,заебал,шлюха,гандоны",
    "pl": "kurwą,spierdalaj,pierdol się,jebana,chuje,skurwiel,wypierdalaj,cwel,pedał,szmata",
}
