// The form of Dyn programs. What may stand where inside a body is the checker's business: systems, networks, rules,
// trainings and `train { }` share one rule for items.
//
// `dev.dyn.compiler.parse.Layout` has put a SEP after each statement, also before each `}` that closes something and at
// the end of the file, never two in a row; and it has turned soft words that are mere names into IDENT.
// The rules that end in `Line` are the places where the parser recovers from errors.
parser grammar DynParser;

options { tokenVocab = DynLexer; }

file : declarationLine* EOF;

// An expression inside a text in quotes.
interpolation : expr SEP EOF;

declarationLine : declaration SEP;

declaration
  : IMPORT importPath                                                     # importDeclaration
  | LET bindings                                                          # letDeclaration
  | DATA names ASSIGN expr                                                # dataDeclaration
  | FN ident LPAREN parameters? RPAREN result? ASSIGN expr                # functionDeclaration
  | kind=(SYSTEM | NETWORK | RULE | TRAINING) ident (LPAREN parameters? RPAREN)? body   # systemDeclaration
  | EXPERIMENT ident block                                                # experimentDeclaration
  ;

importPath : STRING | ident (DOT ident)* (DOT LBRACE ident (COMMA ident)* SEP? RBRACE)?;

body : LBRACE itemLine* RBRACE;

itemLine : item SEP;

item
  : kind=(PARAM | INPUT | STATE | WEIGHT | OUTPUT | DRAW | NOISE) quantity (COMMA quantity)*   # quantityItem
  | LET bindings                                                          # letItem
  | kind=(PART | MODEL | LAYER | ON | GRID) made (COMMA made)*            # bindItem
  | FIELD ident OVER ident (COMMA ident)* op=(ASSIGN | TILDE) expr        # fieldItem
  | FORWARD LPAREN parameters? RPAREN result? ASSIGN expr                 # forwardItem
  | ident PRIME+ ASSIGN expr                                              # odeItem
  | STRATONOVICH? ident ASSIGN expr                                       # sdeItem
  | NEXT ident ASSIGN expr                                                # nextItem
  | AT RATE expr actions                                                  # jumpItem
  | WHEN expr actions                                                     # eventItem
  | NUMBER ASSIGN expr                                                    # constraintItem
  | PER TENSOR                                                            # perTensorItem
  | LOSS expr (FOR ident)?                                                # lossItem
  | RULE ident (DOT ident)* (open=LPAREN arguments? close=RPAREN)? (FOR player=ident)?   # ruleItem
  | FOR expr pace=(STEPS | EPOCHS)                                        # forItem
  | FOR ident IN expr (COMMA arguments)?                                  # forTimeItem
  | EVERY (EPOCH | expr STEPS?) block                                     # everyItem
  | STOP WHEN expr                                                        # stopItem
  ;

quantity : ident (COLON type)? (op=(ASSIGN | TILDE) expr)?;

made : ident ASSIGN expr;

actions : LBRACE actionLine* RBRACE;

actionLine : action SEP;

action
  : DRAW quantity                                                         # drawAction
  | LET bindings                                                          # letAction
  | ident (LBRACK index (COMMA index)* RBRACK)? BECOMES expr              # assignAction
  ;

block : LBRACE statementLine* RBRACE;

statementLine : statement SEP;

statement
  : LET bindings                                                          # letStatement
  | DATA names ASSIGN expr                                                # dataStatement
  | PARAM quantity (COMMA quantity)*                                      # paramStatement
  | RECORD binding (COMMA binding)*                                       # recordStatement
  | MODEL made (COMMA made)*                                              # modelStatement
  | PRECISION expr                                                        # precisionStatement
  | SEED expr                                                             # seedStatement
  | PRINT expr (COMMA expr)*                                              # printStatement
  | EXPECT expr (WITHIN expr OF expr)?                                    # expectStatement
  | PLOT series (COMMA series)* overlay* (AS ident)? (COMMA axisScale)*   # plotStatement
  | SAVE expr AS expr                                                     # saveStatement
  | FOR generator (COMMA generator)* block                                # forStatement
  | expr                                                                  # evaluateStatement
  ;

series : expr (AGAINST expr)?;

overlay : WITH ident series (COMMA series)*;

axisScale : ident ident;

bindings
  : ident (COMMA ident)+ ASSIGN expr                                      # apartBinding
  | binding (COMMA binding)*                                              # plainBindings
  ;

binding : ident (COLON type)? ASSIGN expr;

names : ident (COMMA ident)*;

parameters : parameter (COMMA parameter)*;

parameter : ident (COLON type)? (ASSIGN expr)?;

result : ARROW type;

type : ident shape? | shape;

shape : LBRACK (dimension (COMMA dimension)*)? RBRACK;

dimension : TO | expr;

// One left-recursive rule, tightest first.
expr
  : expr DOT ident                                                        # fieldExpr
  | expr LPAREN arguments? RPAREN                                         # callExpr
  | expr LBRACK index (COMMA index)* RBRACK                               # indexExpr
  | word=(GRADIENT | LOSS) AT expr                                        # atExpr
  | <assoc = right> expr CARET expr                                       # powerExpr
  | op=(MINUS | PLUS) expr                                                # signExpr
  | expr op=(STAR | SLASH | MATMUL | DIV | MOD) expr                      # multiplyExpr
  | expr op=(PLUS | MINUS) expr                                           # addExpr
  | expr op=(TO | UNTIL) expr                                             # rangeExpr
  | expr op=(EQ | NE | LT | LE | GT | GE) expr                            # compareExpr
  | NOT expr                                                              # notExpr
  | expr AND expr                                                         # andExpr
  | expr OR expr                                                          # orExpr
  | expr PIPE expr                                                        # pipeExpr
  | IF expr THEN expr ELSE expr                                           # ifExpr
  | FN LPAREN parameters? RPAREN result? ASSIGN expr                      # functionExpr
  | TRAIN ident (DOT ident)* body                                         # trainExpr
  | SWEEP generator (COMMA generator)* block                              # sweepExpr
  | LBRACE fieldValue (COMMA fieldValue)* SEP? RBRACE                     # recordExpr
  | LBRACE (LET bindings SEP)* expr SEP RBRACE                            # blockExpr
  | LBRACK (expr (FOR generator (COMMA generator)* | (COMMA expr)*))? RBRACK   # tensorExpr
  | LPAREN expr RPAREN                                                    # parenExpr
  | NEXT LPAREN ident RPAREN                                              # nextExpr
  | NUMBER                                                                # numberExpr
  | STRING                                                                # stringExpr
  | value=(TRUE | FALSE)                                                  # boolExpr
  | ident                                                                 # nameExpr
  ;

arguments : argument (COMMA argument)*;

argument
  : ident COLON expr                                                      # namedArgument
  | expr (FOR generator (COMMA generator)*)?                              # plainArgument
  ;

generator : ident (IN expr)?;

index
  : TO                                                                    # restIndex
  | UNTIL expr                                                            # untilIndex
  | expr TO?                                                              # atIndex
  ;

fieldValue : ident COLON expr;

ident : IDENT;
