import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { IdPipe } from '../../platform/http/id-pipe.js';
import { SeenVersion, Versioned } from '../../platform/http/if-match.js';
import { ListOf } from '../../platform/http/list-of.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { ADDRESS_TAKEN, CONTACT_CHANGED, CONTACT_NOT_FOUND, MERGE_IMPOSSIBLE } from '../problems.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { ALL_MAIL } from '../../suppressions/list-scope.js';
import { SuppressionList } from '../../suppressions/suppression-list.js';
import type { Contact } from '../contact.entity.js';
import { AddAddress, ChangeContact, ContactQuery, MergeContact } from './contact.dto.js';
import { ContactView, toContactView } from './contact.view.js';
import { Contacts, endOfContacts } from './contacts.js';

@ApiTags('Contacts')
@ApiBearerAuth()
@Controller('v1/contacts')
export class ContactsController {
  constructor(
    private readonly contacts: Contacts,
    private readonly suppressions: SuppressionList,
  ) {}

  /** Lists contacts, newest first. */
  @Get()
  @ListOf(ContactView)
  @RequireScope('tickets:read')
  async list(@Query() query: ContactQuery): Promise<Page<ContactView>> {
    const views = await this.views(await this.contacts.list(query));
    return toPage(views, query.limit, endOfContacts, (view) => view);
  }

  /** One contact with all its addresses, and whether mail reaches them. */
  @Get(':id')
  @Versioned()
  @Refuses(CONTACT_NOT_FOUND)
  @RequireScope('tickets:read')
  async get(@Param('id', IdPipe) id: string): Promise<ContactView> {
    return this.view(await this.contacts.get(id));
  }

  /** Renames, blocks or unblocks a contact, or chooses the address to write to. */
  @Patch(':id')
  @Versioned()
  @Refuses(CONTACT_NOT_FOUND, CONTACT_CHANGED, ADDRESS_TAKEN)
  @RequireScope('tickets:write')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() change: ChangeContact,
    @SeenVersion() seen: number | null,
  ): Promise<ContactView> {
    return this.view(await this.contacts.change(id, change, seen));
  }

  /** Adds an address: whoever writes from it is this contact. */
  @Post(':id/addresses')
  @Versioned()
  @Refuses(CONTACT_NOT_FOUND, ADDRESS_TAKEN)
  @RequireScope('tickets:write')
  async addAddress(@Param('id', IdPipe) id: string, @Body() { address }: AddAddress): Promise<ContactView> {
    return this.view(await this.contacts.addAddress(id, address));
  }

  /** Merges this contact into another one and returns the one that stays. */
  @Post(':id/merge')
  @HttpCode(200)
  @Versioned()
  @Refuses(CONTACT_NOT_FOUND, MERGE_IMPOSSIBLE)
  @RequireScope('tickets:write')
  async merge(
    @Param('id', IdPipe) id: string,
    @Body() { into_contact_id }: MergeContact,
  ): Promise<ContactView> {
    return this.view(await this.contacts.merge(id, into_contact_id));
  }

  private async view(contact: Contact): Promise<ContactView> {
    const [view] = await this.views([contact]);
    return view!;
  }

  private async views(contacts: Contact[]): Promise<ContactView[]> {
    const addresses = contacts.flatMap((contact) => contact.addresses.map(({ address }) => address));
    const checked = await this.suppressions.check(addresses, [ALL_MAIL]);
    const failures = await this.contacts.failures(addresses);
    return contacts.map((contact) => toContactView(contact, checked, failures));
  }
}
