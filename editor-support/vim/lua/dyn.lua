-- The language server of Dyn for Neovim 0.10 and later: require('dyn').setup()
local M = {}

--- Where a program leaves its results; the server looks there for the outcomes of `expect`.
local function results(file)
  return vim.fs.dirname(file) .. '/.dyn/' .. vim.fn.fnamemodify(file, ':t:r')
end

--- Runs a program, or one experiment of it, in a terminal below.
local function run(file, experiment)
  local command = { M.command, 'run', file, '--out', results(file) }
  if experiment then
    vim.list_extend(command, { '--only', experiment })
  end
  vim.cmd('silent! write')
  vim.cmd('botright 12new')
  vim.fn.termopen(command)
end

function M.setup(options)
  M.command = (options or {}).command or 'dyn'
  vim.lsp.commands['dyn.run'] = function(command)
    run(vim.uri_to_fname(command.arguments[1]), command.arguments[2])
  end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'dyn',
    callback = function(event)
      vim.lsp.start({
        name = 'dyn',
        cmd = { M.command, 'lsp' },
        root_dir = vim.fs.dirname(vim.api.nvim_buf_get_name(event.buf)),
      })
      if vim.lsp.inlay_hint then
        vim.lsp.inlay_hint.enable(true, { bufnr = event.buf })
      end
      vim.api.nvim_buf_create_user_command(event.buf, 'DynRun', function(call)
        local only = call.args ~= '' and call.args or nil
        run(vim.api.nvim_buf_get_name(event.buf), only)
      end, { nargs = '?' })
    end,
  })
end

return M
