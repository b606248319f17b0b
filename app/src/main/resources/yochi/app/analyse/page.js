(function(){
  var root=document.documentElement;
  var titles={en:root.dataset.titleEn,ja:root.dataset.titleJa};
  function speak(lang){root.lang=lang;document.title=titles[lang];}
  document.getElementById('language').addEventListener('click',function(){speak(root.lang==='ja'?'en':'ja');});
  document.getElementById('theme').addEventListener('click',function(){
    var dark=root.dataset.theme?root.dataset.theme==='dark':matchMedia('(prefers-color-scheme:dark)').matches;
    root.dataset.theme=dark?'light':'dark';
  });
  speak((navigator.language||'en').indexOf('ja')===0?'ja':'en');
})();
