;;; dyn-mode.el --- Major mode for Dyn, the language for model dynamics -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Colours, indentation and comments; `M-x eglot' in a buffer starts the language server.
;; `C-c C-c' runs the program.  The words are compared with the lexer by a test.

;;; Code:

(defgroup dyn nil
  "The language for model dynamics."
  :group 'languages)

(defcustom dyn-command "dyn"
  "The command dyn: its name on the path, or where it is."
  :type 'string)

(defconst dyn-reserved-words
  '(
    "import" "let" "fn" "if" "then" "else" "for" "in" "next" "div" "mod" "and" "or" "not"
    "true" "false")
  "The words that cannot be names.")

(defconst dyn-soft-words
  '(
    "system" "network" "rule" "training" "experiment" "data" "param" "input" "state"
    "weight" "output" "draw" "noise" "part" "model" "layer" "on" "grid" "field" "over"
    "forward" "stratonovich" "at" "rate" "when" "per" "tensor" "loss" "steps" "epochs"
    "epoch" "every" "stop" "record" "precision" "seed" "print" "expect" "within" "of"
    "plot" "against" "with" "as" "save" "gradient" "train" "sweep")
  "The words that mean something only where a statement expects them.")

(defconst dyn-font-lock-keywords
  `(("\\_<\\(?:system\\|network\\|rule\\|training\\|experiment\\)\\s-+\\(\\(?:\\w\\|_\\)+\\)"
     1 font-lock-type-face)
    ("\\_<fn\\s-+\\(\\(?:\\w\\|_\\)+\\)" 1 font-lock-function-name-face)
    ("^\\s-*\\(\\(?:\\w\\|_\\)+\\)\\('+\\)\\s-*=" (1 font-lock-variable-name-face)
     (2 font-lock-keyword-face))
    ("\\_<d\\(?:t\\|[A-Z]\\(?:\\w\\|_\\)*\\)\\_>" . font-lock-builtin-face)
    (,(regexp-opt dyn-reserved-words 'symbols) . font-lock-keyword-face)
    (,(regexp-opt dyn-soft-words 'symbols) . font-lock-keyword-face)
    (,(regexp-opt '("real" "int" "bool" "string") 'symbols) . font-lock-type-face)
    (,(regexp-opt '("pi" "inf" "nan") 'symbols) . font-lock-constant-face)
    ("\\_<\\(\\(?:\\w\\|_\\)+\\)(" 1 font-lock-function-call-face)))

(defvar dyn-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?' "." table)
    (modify-syntax-entry ?_ "_" table)
    table))

(defun dyn-indent-line ()
  "Indent the line by two spaces for each bracket around it."
  (interactive)
  (let* ((closes (save-excursion (back-to-indentation) (looking-at "[])}]")))
         (depth (save-excursion (back-to-indentation) (car (syntax-ppss))))
         (column (* 2 (max 0 (- depth (if closes 1 0))))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

(defun dyn-run (&optional experiment)
  "Run the program, or with a prefix argument one EXPERIMENT of it."
  (interactive (list (and current-prefix-arg (read-string "Experiment: "))))
  (save-buffer)
  (let ((out (concat ".dyn/" (file-name-base buffer-file-name))))
    (compile (mapconcat #'shell-quote-argument
                        (append (list dyn-command "run" buffer-file-name "--out" out)
                                (and experiment (list "--only" experiment)))
                        " "))))

(defvar dyn-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-c") #'dyn-run)
    map))

;;;###autoload
(define-derived-mode dyn-mode prog-mode "Dyn"
  "Major mode for programs in Dyn."
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "//+\\s-*")
  (setq-local indent-line-function #'dyn-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local font-lock-defaults '(dyn-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.dyn\\'" . dyn-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs `(dyn-mode . (,dyn-command "lsp"))))

(provide 'dyn-mode)
;;; dyn-mode.el ends here
