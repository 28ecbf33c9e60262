import { dirname, join } from 'node:path'
import { existsSync, writeFileSync } from '../kept-fs.js'
import { projectRoot } from '../project-root.js'
import { explaining } from '../store/failure.js'
import { isWritable } from '../store/is-writable.js'
import { makeFolder } from '../store/make-folder.js'
import { createDatabase, openDatabase, type Database } from '../store/sqlite/sqlite-database.js'
import { workingFolder } from '../working-folder.js'
import { openedDatabases } from './close-working-databases.js'
import { WORKING } from './working-layout.js'

/** Milliseconds to wait for a lock: nothing in here is worth a long wait. */
const BUSY_TIMEOUT_MS = 2_000

/**
 * What a run keeps for itself, beside the baselines and never in git: one database for all of it. Made by the first
 * write. It is opened anew after `close()`.
 */
export class WorkingDatabase {
  private database: Database | undefined

  /** @param path absolute. */
  constructor(readonly path: string) {}

  /**
   * What `work` reads; undefined where there is no database yet.
   *
   * @throws StoreError for everything that is wrong with the file, which is left as it is.
   */
  read<T>(work: (database: Database) => T): T | undefined {
    return explaining(`read ${this.path}`, () => {
      const database = this.connect()
      return database === undefined ? undefined : work(database)
    })
  }

  /**
   * Runs `work` as one transaction.
   *
   * @throws StoreError as {@link read}, and `STORE_READ_ONLY`.
   */
  write<T>(work: (database: Database) => T): T {
    return explaining(`write ${this.path}`, () => {
      if (this.connect() === undefined) this.create()
      const database = this.connect()
      if (database === undefined) throw new Error(`${this.path} is gone since it was made.`)
      return database.transaction(work).immediate(database)
    })
  }

  close(): void {
    this.database?.close()
    this.database = undefined
  }

  private connect(): Database | undefined {
    if (this.database === undefined && existsSync(this.path)) {
      const readOnly = !isWritable(this.path) || !isWritable(dirname(this.path))
      this.database = openDatabase(this.path, this.path, WORKING, {
        readOnly,
        busyTimeoutMs: BUSY_TIMEOUT_MS,
      })
    }
    return this.database
  }

  private create(): void {
    const folder = dirname(this.path)
    if (!existsSync(folder)) {
      makeFolder(folder)
      // Whoever forgets to list it must not commit it.
      writeFileSync(join(folder, '.gitignore'), '*\n')
    }
    createDatabase(this.path, WORKING)
  }
}

const opened = openedDatabases as Map<string, WorkingDatabase>

/** The working database of this run: `.retrial/retrial.db` in the folder of the project. One handle a process. */
export function workingDatabase(): WorkingDatabase {
  const path = join(workingFolder(projectRoot()), 'retrial.db')
  const known = opened.get(path) ?? new WorkingDatabase(path)
  opened.set(path, known)
  return known
}
