(function(){
  var root=document.documentElement;
  var titles={en:root.dataset.titleEn,ja:root.dataset.titleJa};
  function each(nodes,work){Array.prototype.forEach.call(nodes,work);}
  function speak(lang){
    root.lang=lang;document.title=titles[lang];
    each(document.querySelectorAll('option[data-en]'),function(o){o.textContent=o.dataset[lang];});
  }
  document.getElementById('language').addEventListener('click',function(){speak(root.lang==='ja'?'en':'ja');});
  document.getElementById('theme').addEventListener('click',function(){
    var dark=root.dataset.theme?root.dataset.theme==='dark':matchMedia('(prefers-color-scheme:dark)').matches;
    root.dataset.theme=dark?'light':'dark';
  });
  each(document.querySelectorAll('select[data-album]'),function(select){
    select.addEventListener('change',function(){
      each(document.querySelectorAll('[data-of="'+select.dataset.album+'"]'),function(f){f.hidden=f.id!==select.value;});
    });
  });
  each(document.querySelectorAll('.picture'),function(picture){
    var forms=picture.querySelectorAll('svg [data-en]'),out=picture.querySelector('output'),hold=picture.querySelector('.hold'),at=-1;
    function tell(next){
      if(next<0||next>=forms.length)return;
      if(forms[at])forms[at].classList.remove('on');
      at=next;forms[at].classList.add('on');out.textContent='';
      ['en','ja'].forEach(function(lang){
        var span=document.createElement('span');span.lang=lang;span.textContent=forms[at].dataset[lang];out.appendChild(span);
      });
    }
    each(forms,function(form,i){
      form.addEventListener('mouseenter',function(){tell(i);});
      form.addEventListener('click',function(){tell(i);});
    });
    hold.addEventListener('keydown',function(event){
      var by={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[event.key];
      if(by&&forms.length){event.preventDefault();tell(Math.min(Math.max(at+by,0),forms.length-1));}
    });
  });
  speak((navigator.language||'en').indexOf('ja')===0?'ja':'en');
})();
