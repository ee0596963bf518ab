// The words and signs of Dyn.
//
// The lexer knows no context. Three things are settled after it, by `dev.dyn.compiler.parse.Layout`: which line ends
// end a statement (NL and SEMI become SEP or go), brackets that do not match, and whether a soft word (STATE, LOSS, …)
// stands where a statement expects it or is an ordinary name (then it becomes IDENT). So the parser sees IDENT for every
// name and needs one token of lookahead nearly everywhere.
lexer grammar DynLexer;

tokens { SEP }

channels { COMMENTS }

// Reserved words.
IMPORT : 'import';
LET : 'let';
FN : 'fn';
IF : 'if';
THEN : 'then';
ELSE : 'else';
FOR : 'for';
IN : 'in';
NEXT : 'next';
DIV : 'div';
MOD : 'mod';
AND : 'and';
OR : 'or';
NOT : 'not';
TRUE : 'true';
FALSE : 'false';

// Soft words: names wherever no statement expects them.
SYSTEM : 'system';
NETWORK : 'network';
RULE : 'rule';
TRAINING : 'training';
EXPERIMENT : 'experiment';
DATA : 'data';
PARAM : 'param';
INPUT : 'input';
STATE : 'state';
WEIGHT : 'weight';
OUTPUT : 'output';
DRAW : 'draw';
NOISE : 'noise';
PART : 'part';
MODEL : 'model';
LAYER : 'layer';
ON : 'on';
GRID : 'grid';
FIELD : 'field';
OVER : 'over';
FORWARD : 'forward';
STRATONOVICH : 'stratonovich';
AT : 'at';
RATE : 'rate';
WHEN : 'when';
PER : 'per';
TENSOR : 'tensor';
LOSS : 'loss';
STEPS : 'steps';
EPOCHS : 'epochs';
EPOCH : 'epoch';
EVERY : 'every';
STOP : 'stop';
RECORD : 'record';
PRECISION : 'precision';
SEED : 'seed';
PRINT : 'print';
EXPECT : 'expect';
WITHIN : 'within';
OF : 'of';
PLOT : 'plot';
AGAINST : 'against';
WITH : 'with';
AS : 'as';
SAVE : 'save';
GRADIENT : 'gradient';
TRAIN : 'train';
SWEEP : 'sweep';

LPAREN : '(';
RPAREN : ')';
LBRACK : '[';
RBRACK : ']';
LBRACE : '{';
RBRACE : '}';
COMMA : ',';
SEMI : ';';
COLON : ':';
BECOMES : ':=';
ARROW : '->';
TILDE : '~';
ASSIGN : '=';
EQ : '==';
NE : '!=';
LE : '<=';
GE : '>=';
LT : '<';
GT : '>';
PLUS : '+';
MINUS : '-';
STAR : '*';
SLASH : '/';
CARET : '^';
MATMUL : '@';
PIPE : '|>';
DOT : '.';
UNTIL : '..<';
TO : '..';
PRIME : '\'';

NUMBER : DIGITS ('.' DIGITS)? ([eE] [+-]? DIGITS)?;
IDENT : [\p{L}_] [\p{L}\p{Nd}_]*;

// Pieces in { } are found and parsed later, with exact places.
STRING : '"' (ESCAPE | ~["\\\r\n])* '"';

DOC : '///' (~[/\r\n] ~[\r\n]*)? -> channel(COMMENTS);
LINE_COMMENT : '//' ~[\r\n]* -> channel(COMMENTS);
BLOCK_COMMENT : '/*' .*? '*/' -> channel(COMMENTS);
NL : '\r'? '\n' | '\r';
WS : [ \t\f\u00A0\uFEFF]+ -> channel(HIDDEN);

// What is wrong but can be named. The longest match wins, so these take only what the rules above leave.
BAD_NUMBER : [0-9] [\p{L}\p{Nd}_]* ('.' [0-9] [\p{L}\p{Nd}_]*)?;
BAD_STRING : '"' (ESCAPE | ~["\\\r\n])* '\\'?;
BAD_COMMENT : '/*' (~'*' | '*'+ ~[*/])* '*'* -> channel(COMMENTS);
FOREIGN : '**' | '&&' | '||' | '%' | '!' | '+=' | '-=' | '*=' | '/=' | '=>' | '===' | '!=='
  | '\u2264' | '\u2265' | '\u2260' | '\u00D7' | '\u00B7' | '\u2212' | '\u00F7' | '\u2192' | '\u2190' | '#';
BAD : .;

fragment DIGITS : [0-9] ('_'? [0-9])*;
fragment ESCAPE : '\\' ~[\r\n];
