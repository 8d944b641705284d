// Takes the place of the native `@vscode/spdlog` in an installed code-server, whose native modules are not compiled:
// without it VS Code writes no log file and no output channel to disk. The same interface, every message flushed at once.
const fs = require('node:fs');
const path = require('node:path');

const levelNames = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const off = levelNames.length;
const defaultPattern = '[%Y-%m-%d %H:%M:%S.%e] [%n] [%l] %v';

/** The `index`th older file of a rotating log: `name.log`, `name.1.log`, `name.2.log`, … */
function rotated(file, index) {
  if (index === 0) return file;
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.${index}${ext}`);
}

class Logger {
  constructor(_type, name, file, maxSize, maxFiles) {
    this.name = name;
    this.file = file;
    this.maxSize = maxSize;
    this.maxFiles = maxFiles;
    this.level = 0;
    this.pattern = defaultPattern;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.appendFileSync(file, '');
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern(pattern) {
    this.pattern = pattern;
  }

  /** Messages are written bare from here on, without even a line end. */
  clearFormatters() {
    this.pattern = undefined;
  }

  flush() {}

  drop() {
    this.level = off;
  }

  format(level, message) {
    if (this.pattern === undefined) return message;
    const now = new Date();
    const two = (value) => String(value).padStart(2, '0');
    const parts = {
      Y: String(now.getFullYear()),
      m: two(now.getMonth() + 1),
      d: two(now.getDate()),
      H: two(now.getHours()),
      M: two(now.getMinutes()),
      S: two(now.getSeconds()),
      e: String(now.getMilliseconds()).padStart(3, '0'),
      l: levelNames[level],
      n: this.name,
      v: message,
    };
    return `${this.pattern.replace(/%([a-zA-Z])/g, (all, flag) => parts[flag] ?? all)}\n`;
  }

  write(level, message) {
    if (level < this.level) return;
    const text = this.format(level, String(message));
    try {
      this.rotate(Buffer.byteLength(text));
      fs.appendFileSync(this.file, text);
    } catch (error) {
      // The folder goes while the server ends; spdlog reports on standard error as well.
      if (error.code !== 'ENOENT') console.error(error);
    }
  }

  rotate(added) {
    if (!this.maxSize || fs.statSync(this.file).size + added <= this.maxSize) return;
    for (let index = Math.max(this.maxFiles - 1, 1); index > 0; index--) {
      const older = rotated(this.file, index - 1);
      if (fs.existsSync(older)) fs.renameSync(older, rotated(this.file, index));
    }
    fs.writeFileSync(this.file, '');
  }
}

for (const [level, name] of levelNames.entries()) {
  Logger.prototype[name === 'warning' ? 'warn' : name] = function log(message) {
    this.write(level, message);
  };
}

async function createRotatingLogger(name, file, maxSize, maxFiles) {
  return new Logger('rotating', name, file, maxSize, maxFiles);
}

// Named one by one: VS Code imports this file as an ES module, whose names Node reads off the source text.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createRotatingLogger;
exports.createAsyncRotatingLogger = createRotatingLogger;
