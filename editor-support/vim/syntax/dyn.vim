" Colours for Dyn. The words are compared with the lexer by a test.
if exists('b:current_syntax')
  finish
endif

syntax case match
syntax keyword dynReserved import let fn if then else for in next div mod and or not true false
syntax keyword dynBoolean true false
syntax keyword dynSoft system network rule training experiment data param input state weight output draw noise part model layer on grid field over forward stratonovich at rate when per tensor loss steps epochs epoch every stop record precision seed print expect within of plot against with as save gradient train sweep
syntax keyword dynType real int bool string
syntax keyword dynConstant pi inf nan
syntax match dynNumber /\<\d\(_\?\d\)*\(\.\d\(_\?\d\)*\)\?\([eE][+-]\?\d\+\)\?/
syntax match dynIncrement /\<d\(t\|\u\w*\)\>/
syntax match dynDerivative /\<\h\w*'\+\ze\s*=/
syntax match dynCall /\<\h\w*\ze(/
syntax match dynName /\(\<\(system\|network\|rule\|training\|experiment\|fn\)\s\+\)\@<=\h\w*/
syntax match dynOperator /->\|:=\||>\|[-+*\/^@=<>~]/
syntax region dynInsert matchgroup=dynBrace start=/{/ end=/}/ contained contains=TOP
syntax match dynEscape /\\.\|{{\|}}/ contained
syntax region dynString start=/"/ skip=/\\./ end=/"\|$/ contains=dynInsert,dynEscape
syntax match dynComment +//.*$+ contains=@Spell
syntax match dynDoc +///.*$+ contains=@Spell
syntax region dynComment start=+/\*+ end=+\*/+ contains=@Spell

highlight default link dynReserved Keyword
highlight default link dynBoolean Boolean
highlight default link dynSoft Statement
highlight default link dynType Type
highlight default link dynConstant Constant
highlight default link dynNumber Number
highlight default link dynIncrement Special
highlight default link dynDerivative Identifier
highlight default link dynCall Function
highlight default link dynName Structure
highlight default link dynOperator Operator
highlight default link dynBrace Delimiter
highlight default link dynEscape SpecialChar
highlight default link dynString String
highlight default link dynComment Comment
highlight default link dynDoc SpecialComment

let b:current_syntax = 'dyn'
