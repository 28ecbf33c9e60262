import { explaining } from '../../store/failure.js'
import { newDatabase } from '../../store/sqlite/sqlite-binding.js'
import type { GroupHead } from './group-head.js'

export interface Member {
  /** The id of our snapshot. */
  readonly id: string
  /** Its place in the group, from 0. */
  readonly position: number
  /** JSON */
  readonly decision: string
}

/** Collects the members of groups until all are there, on disk where they are many. */
export class GroupStage {
  // SQLite keeps a database without a name in memory and in files of its own that nobody sees.
  private readonly database = newDatabase('', {})
  private readonly insertGroup
  private readonly insertMember

  constructor() {
    this.database.exec(
      'CREATE TABLE groups (id TEXT PRIMARY KEY, head TEXT); CREATE TABLE members (group_id TEXT, position REAL, id TEXT, decision TEXT)',
    )
    this.insertGroup = this.database.prepare('INSERT OR IGNORE INTO groups VALUES (?, ?)')
    this.insertMember = this.database.prepare('INSERT INTO members VALUES (?, ?, ?, ?)')
  }

  add(head: GroupHead, { position, id, decision }: Member): void {
    explaining('keep the members of a group', () => {
      this.insertGroup.run(head.id, JSON.stringify(head))
      this.insertMember.run(head.id, position, id, decision)
    })
  }

  /** Each group with its members in their order. */
  *groups(): Iterable<{ head: GroupHead; members: Member[] }> {
    this.database.exec('CREATE INDEX by_group ON members (group_id, position)')
    const ids = this.database.prepare('SELECT id FROM groups ORDER BY id').pluck().all() as string[]
    const head = this.database.prepare<[string]>('SELECT head FROM groups WHERE id = ?').pluck()
    const members = this.database.prepare<[string], Member>(
      'SELECT id, position, decision FROM members WHERE group_id = ? ORDER BY position, id',
    )
    for (const id of ids) {
      yield { head: JSON.parse(head.get(id) as string) as GroupHead, members: members.all(id) }
    }
  }

  close(): void {
    this.database.close()
  }
}
