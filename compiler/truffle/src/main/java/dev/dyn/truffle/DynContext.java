package dev.dyn.truffle;

import com.oracle.truffle.api.TruffleLanguage;

/// What a context of the language knows: its environment.
record DynContext(TruffleLanguage.Env env) {}
