"""Accounts of platforms, makers of themes and services that stand in the pages of their customers."""

from desktop_scanner.extract.text import wordlists

# Compared without dots, dashes and underscores, on whatever network.
PLATFORMS = wordlists.words("""
    wix wixcom wixcommunity editorx wordpress wordpressdotcom wordpresscom wordpressorg wordpressfoundation automattic
    woocommerce woothemes jetpack shopify shopifyplus shopifypartners squarespace jimdo jimdode jimdocom weebly webflow
    godaddy googlesites site123 webnode webnodecom strikingly duda dudamobile tilda tildapublishing carrd zyro hostinger
    ionos ionosde ionosuk 1und1 1and1 strato stratoag onecom mozello yola webador jouwweb bigcommerce magento adobe
    prestashop opencart shopware shopwareag ecwid lightspeed lightspeedhq joomla drupal typo3 typo3org contao contaocms
    neoscms craftcms statamic ghost tryghost kirbycms blogger gohugo hugo jekyllrb gatsbyjs nextjs vercel netlify
    elementor elemntor elegantthemes divi diviofficial wpbakery avada themefusion envato envatomarket themeforest
    wpastra astra generatepress oceanwp kadencewp studiopress themeisle colorlib bootstrapmade html5up templatemo
    templatemonster getbootstrap twbs fontawesome yootheme joomlart rockettheme mysitemyway athemes themegrill
    themeansar rarathemes candidthemes catchthemes cyberchimps mythemeshop theme4press acmethemes styledthemes
    hubspot mailchimp brevo sendinblue klaviyo cloudflare cookiebot usercentrics onetrust trustpilot calendly
    shoptet shoptetcz overblog canalblog upgates unas shoprenter webnodecz mioweb idosell shoper redcart ikas tsoft
    ticimax jouwwebnl mijnwebwinkel ccvshop starweb quickbutik mystore shopwired nuvemshop tiendanube vtex
    tray lojaintegrada
    rankmath rankmathseo yoast yoastseo aioseo allinoneseo seopress wpforms wpbeginner monsterinsights optinmonster
    smashballoon wordfence sucuri sucurisecurity wprocket wpmudev translatepress wpml polylang acf advancedcustomfields
    contactform7 revslider sliderrevolution beaverbuilder fusionbuilder bricksbuilder oxygenbuilder brizy brizybuilder
    thrivethemes genesiswp blocksy crocoblock fluentforms gravityforms ninjaforms wpengine kinsta siteground bluehost
    namecheap hostgator dreamhost ovh ovhcloud hetzner gandi infomaniak combell transip loopia simplycom hostpoint
    facebook facebookapp meta metaforbusiness instagram twitter x youtube pinterest tiktok linkedin whatsapp telegram
    snapchat spotify github gitlab medium google googlede tripadvisor yelp vimeo vimeostaff paypal klarna stripe visa
    mastercard americanexpress apple microsoft gutenberg plesk cpanel addthis addtoany sharethis elfsight tawkto
""")
# What themes and builders put where the owner was to write a name.
PLACEHOLDERS = wordlists.words("""
    yourname yourpage username yourusername yourprofile youraccount yourhandle yourcompany yourbusiness yourbrand
    yourchannel yourshop yourstore example examplecom companyname mycompany profilename accountname pagename yourid
    yoururl yourlink channelname insertname name handle profile account page lorem loremipsum test demo placeholder
    mypage mysite yoursite yourwebsite deinname ihrname votrenom tunombre tuusuario yournamehere
""")
