if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=DynIndent()
setlocal indentkeys=0{,0},0],0),!^F,o,O

" Two spaces for each bracket that the line above leaves open.
function! DynIndent() abort
  let above = prevnonblank(v:lnum - 1)
  if above == 0
    return 0
  endif
  let text = substitute(getline(above), '//.*$', '', '')
  let indent = indent(above)
  if text =~# '[{(\[]\s*$'
    let indent += shiftwidth()
  endif
  if getline(v:lnum) =~# '^\s*[})\]]'
    let indent -= shiftwidth()
  endif
  return max([indent, 0])
endfunction
