if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=//\ %s
setlocal comments=:///,://
setlocal shiftwidth=2 softtabstop=2 expandtab
setlocal formatoptions+=croql
if executable('dyn')
  setlocal makeprg=dyn\ check\ %
endif
let b:undo_ftplugin = 'setlocal commentstring< comments< shiftwidth< softtabstop< expandtab< formatoptions< makeprg<'
